import { threadCount } from '../arguments';
import { type AddCommand, withModule } from './add-command';
import type { WorkerFlags } from './worker';

const workerHelp = `
Examples:
  sgmrl worker nats://broker:4222 --threads auto
  SGMRL_NATS_CA_FILE=ca.pem SGMRL_NATS_USER=worker SGMRL_NATS_PASSWORD_FILE=secret sgmrl worker tls://broker:4222

It takes jobs of sgmrl train and sgmrl compare with --workers and the same address. It may join and leave at
any time. Credentials come from the environment: SGMRL_NATS_USER, SGMRL_NATS_PASSWORD or
SGMRL_NATS_PASSWORD_FILE, SGMRL_NATS_CREDENTIALS_FILE, SGMRL_NATS_CA_FILE, SGMRL_NATS_CERTIFICATE_FILE,
SGMRL_NATS_KEY_FILE.`;

/** What `sgmrl worker` takes; its code is loaded when it runs. */
export const addWorker: AddCommand = (program, terminal, finish) =>
  program
    .command('worker')
    .description('compute jobs of runs on other machines, through a NATS broker with JetStream')
    .argument('<address>', 'nats://host:4222 or tls://host:4222')
    .option('--threads <number>', 'threads that do jobs, or auto', threadCount, 1)
    .option(...withModule)
    .addHelpText('after', workerHelp)
    .action(async (address: string, flags: WorkerFlags) => {
      const { worker } = await import('./worker');
      finish(await worker(terminal, address, flags));
    });
