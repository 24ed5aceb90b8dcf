/**
 * Property tests try the same examples in every run, so that a change is judged by what it changes. Others are tried by
 * FAST_CHECK_SEED=<number>; a failure prints the seed and the path to it.
 */
const fc = require('fast-check');

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 2002) });
