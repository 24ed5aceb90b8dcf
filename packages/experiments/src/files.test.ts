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
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { append, listFolder, makeFolder, readText, readTextIfThere, writeAtomically } from './files';

describe('files', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-files-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('reads text without its byte order mark', async () => {
    writeFileSync(at('marked'), '\uFEFF{}');
    expect(await readText(at('marked'))()).toEqual(E.right('{}'));
  });

  it('says why a file cannot be read', async () => {
    writeFileSync(at('binary'), Buffer.from([0xff, 0xfe, 0xff]));
    expect(await readText(folder)()).toMatchObject(E.left({ reason: 'it is a folder, not a file' }));
    expect(await readText(at('none'))()).toMatchObject(
      E.left({ reason: 'it does not exist', path: at('none') }),
    );
    expect(await readText(at('binary'))()).toMatchObject(E.left({ reason: 'it is not UTF-8 text' }));
    expect(await readTextIfThere(at('none'))()).toEqual(E.right(undefined));
    expect(await readTextIfThere(join(at('binary'), 'x'))()).toMatchObject(E.left({ code: 'ENOTDIR' }));
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
    symlinkSync('/dev/full', at('file.tmp'));
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
});
