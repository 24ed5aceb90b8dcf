import { join } from 'node:path';

/** The built command. */
export const sgmrl = join(__dirname, '../../../../packages/cli/bin/sgmrl.js');
