import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import {
  append,
  createWhole,
  listFolder,
  makeFolder,
  readLooselyIfThere,
  readRawIfThere,
  readText,
  readTextIfThere,
  writeAtomically,
  writerOf,
} from './files';

describe('files', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-files-'));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });
  /** Makes a full disk of every temporary file. */
  const fillDisk = () => {
    const { open } = fs;
    jest
      .spyOn(fs, 'open')
      .mockImplementation((path, ...how) =>
        String(path).endsWith('.tmp') ? open('/dev/full', 'w') : open(path, ...how),
      );
  };

  it('reads text without its byte order mark', async () => {
    writeFileSync(at('marked'), '\uFEFF{}');
    expect(await readText(at('marked'))()).toEqual(E.right('{}'));
  });

  it('says why a file cannot be read', async () => {
    writeFileSync(at('binary'), Buffer.from([0xff, 0xfe, 0xff]));
    // A device that does not end.
    expect(await readText('/dev/zero')()).toMatchObject(
      E.left({ reason: 'it is no regular file, and does not end within 16 MiB' }),
    );
    expect(await readText(folder)()).toMatchObject(E.left({ reason: 'it is a folder, not a file' }));
    expect(await readText(at('none'))()).toMatchObject(
      E.left({ reason: 'it does not exist', path: at('none') }),
    );
    expect(await readText(at('binary'))()).toMatchObject(E.left({ reason: 'it is not UTF-8 text' }));
    expect(await readTextIfThere(at('none'))()).toEqual(E.right(undefined));
    expect(await readTextIfThere(join(at('binary'), 'x'))()).toMatchObject(E.left({ code: 'ENOTDIR' }));
  });

  it('reads what is written into a pipe, however late', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const read = readText(at('pipe'))();
    const late = spawn('sh', ['-c', 'sleep 0.3; echo some > "$1"', 'sh', at('pipe')]);
    expect(await read).toEqual(E.right('some\n'));
    await once(late, 'close');
  });

  it('neither reads nor writes pipes and devices in the place of what it keeps', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('/dev/zero', at('device'));
    for (const name of ['pipe', 'device'])
      for (const read of [readTextIfThere, readLooselyIfThere, readRawIfThere])
        expect(await read(at(name))()).toMatchObject(
          E.left({ action: 'read', reason: 'it is a pipe or a device, not a file' }),
        );
    expect(await append(at('pipe'), 'x')()).toMatchObject(
      E.left({ reason: 'it is a pipe or device with nobody at its other end' }),
    );
  });

  it('makes folders, but not below a file', async () => {
    writeFileSync(at('file'), '');
    expect(await makeFolder(at('a/b'))()).toEqual(E.right(undefined));
    expect(existsSync(at('a/b'))).toBe(true);
    expect(await makeFolder(at('file/b'))()).toMatchObject(
      E.left({ action: 'create folder', reason: 'it is a file, or below one, not a folder' }),
    );
    expect(await makeFolder(at('file'))()).toMatchObject(E.left({ code: 'ENOTDIR' }));
    expect(await makeFolder('/proc/sgmrl/run')()).toMatchObject(E.left({ action: 'create folder' }));
  });

  it('lists a folder, an absent one as empty', async () => {
    mkdirSync(at('a'));
    expect(await listFolder(folder)()).toEqual(E.right(['a']));
    expect(await listFolder(at('none'))()).toEqual(E.right([]));
  });

  it('replaces a file as a whole and leaves nothing beside it', async () => {
    await writeAtomically(at('file'), 'old')();
    expect(await writeAtomically(at('file'), 'new')()).toEqual(E.right(undefined));
    expect(readFileSync(at('file'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('keeps the old file when the disk is full', async () => {
    await writeAtomically(at('file'), 'old')();
    fillDisk();
    expect(await writeAtomically(at('file'), 'new')()).toMatchObject(
      E.left({ action: 'write', code: 'ENOSPC', reason: 'no space left on the disk' }),
    );
    expect(readFileSync(at('file'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('appends, and says when the disk is full', async () => {
    symlinkSync('/dev/full', at('full'));
    await append(at('file'), 'a')();
    await append(at('file'), 'b')();
    expect(readFileSync(at('file'), 'utf8')).toBe('ab');
    expect(await append(at('full'), 'a')()).toMatchObject(E.left({ code: 'ENOSPC' }));
  });

  it('reads whatever the bytes are', async () => {
    writeFileSync(at('binary'), Buffer.from([0x61, 0xff]));
    expect(await readLooselyIfThere(at('binary'))()).toEqual(E.right('a\uFFFD'));
    expect(await readLooselyIfThere(at('none'))()).toEqual(E.right(undefined));
    expect(await readLooselyIfThere(folder)()).toMatchObject(E.left({ code: 'EISDIR' }));
  });

  it('writes at once to one file from many sides, and leaves it whole', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(1000 + i));
    const written = await Promise.all(texts.map((text) => writeAtomically(at('file'), text)()));
    expect(written).toEqual(texts.map(() => E.right(undefined)));
    expect(texts).toContain(readFileSync(at('file'), 'utf8'));
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('names temporary files after their process', async () => {
    const names: string[] = [];
    const { rename } = fs;
    jest.spyOn(fs, 'rename').mockImplementation((from, to) => {
      names.push(String(from));
      return rename(from, to);
    });
    await writeAtomically(at('file'), 'a')();
    await writeAtomically(at('file'), 'b')();
    expect(names.map(writerOf)).toEqual([process.pid, process.pid]);
    expect(names[0]).not.toBe(names[1]);
    expect(['file', 'file.tmp', 'file.x-0123456789ab.tmp'].map(writerOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each(['with links', 'without links'])(
    'creates a file whole, once, on a file system %s',
    async (kind) => {
      if (kind === 'without links')
        jest.spyOn(fs, 'link').mockRejectedValue(Object.assign(new Error('none'), { code: 'EPERM' }));
      const created = await Promise.all(['a', 'b', 'c'].map((text) => createWhole(at('file'), text)()));
      expect(created.filter(E.isLeft)).toEqual([]);
      expect(created.filter((one) => E.isRight(one) && one.right)).toHaveLength(1);
      expect(await createWhole(at('file'), 'd')()).toEqual(E.right(false));
      expect(readFileSync(at('file'), 'utf8')).toMatch(/^[abc]$/);
      expect(readdirSync(folder)).toEqual(['file']);
      expect(await createWhole(at('none/file'), 'a')()).toMatchObject(E.left({ code: 'ENOENT' }));
    },
  );

  it('creates no file where the disk is full', async () => {
    fillDisk();
    expect(await createWhole(at('file'), 'a')()).toMatchObject(E.left({ code: 'ENOSPC' }));
    expect(readdirSync(folder)).toEqual([]);
  });
});
