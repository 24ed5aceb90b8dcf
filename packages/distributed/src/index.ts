export { decode, encode, type Aside, type BlobReference, type Find, type MissingBlobs } from './wire';
export { connectTo, parseAddress, type Address, type Credentials } from './connection';
export type { Patience } from './ledger';
export {
  remoteMap,
  type RemoteMap,
  type RemoteMapOptions,
  type RemoteStatus,
  type Verification,
} from './remote-map';
export { serve, type ServeOptions, type WorkerEvent, type Workshop } from './serve';
