export { testBroker, type TestBroker } from './broker';
export { cable, type Cable } from './cable';
