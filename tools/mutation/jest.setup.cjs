/** Mutants are to be killed, not understood: the first counterexample is as good as the smallest. */
const fc = require('fast-check');

fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
