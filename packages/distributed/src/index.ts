export { decode, encode, type Aside, type BlobReference, type Find, type MissingBlobs } from './wire';
export { connectTo, parseAddress, type Address, type Credentials } from './connection';
export type { CoordinatorPatience } from './ledger';
export {
  remoteMap,
  type RemoteMap,
  type RemoteMapOptions,
  type RemoteStatus,
  type ResultCheck,
} from './remote-map';
export { serve, type ServeOptions, type WorkerEvent, type Workshop } from './serve';
