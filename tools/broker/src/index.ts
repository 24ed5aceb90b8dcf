export { testBroker, type TestBroker, type TestBrokerOptions } from './broker';
export { cable, type Cable } from './cable';
