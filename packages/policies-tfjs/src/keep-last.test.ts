import { keepLast } from './keep-last';

const setUp = (room: number) => {
  const freed: string[] = [];
  const value = (name: string, bytes: number) => ({ name, bytes, free: () => void freed.push(name) });
  const kept = keepLast<ReturnType<typeof value>>(3, room);
  const take = (name: string) => kept.take((each) => each.name === name)?.name;
  return { kept, freed, value, take };
};

it('a value that was put is found once', () => {
  const { kept, value, take } = setUp(10);
  kept.put(value('a', 4));
  kept.put(value('b', 4));
  expect([take('a'), take('a'), take('b'), take('c')]).toEqual(['a', undefined, 'b', undefined]);
});

it('values used longest ago make room and are released', () => {
  const { kept, value, freed, take } = setUp(10);
  kept.put(value('a', 4));
  kept.put(value('b', 4));
  const a = kept.take(({ name }) => name === 'a');
  if (a !== undefined) kept.put(a);
  kept.put(value('c', 4));
  expect(freed).toEqual(['b']);
  expect([take('a'), take('b'), take('c')]).toEqual(['a', undefined, 'c']);
});

it('a value that is larger than the room is released at once', () => {
  const { kept, value, freed, take } = setUp(10);
  kept.put(value('a', 11));
  expect(freed).toEqual(['a']);
  expect(take('a')).toBeUndefined();
});

it('no more values are kept than there may be, however small', () => {
  const { kept, value, freed } = setUp(10);
  ['a', 'b', 'c', 'd', 'e'].forEach((name) => {
    kept.put(value(name, 1));
  });
  expect(freed).toEqual(['a', 'b']);
});

it('a value in use is not released', () => {
  const { kept, value, freed } = setUp(10);
  kept.put(value('a', 8));
  kept.take(() => true);
  kept.put(value('b', 8));
  expect(freed).toEqual([]);
});

it('room is made before a value is there, and no more than it needs', () => {
  const { kept, value, freed, take } = setUp(10);
  kept.put(value('a', 4));
  kept.put(value('b', 4));
  kept.makeRoom(2);
  expect(freed).toEqual([]);
  kept.makeRoom(6);
  expect(freed).toEqual(['a']);
  expect([take('a'), take('b')]).toEqual([undefined, 'b']);
});

it('room is made for one more value, and all is released for one that is larger than the room', () => {
  const { kept, value, freed } = setUp(10);
  ['a', 'b', 'c'].forEach((name) => {
    kept.put(value(name, 1));
  });
  kept.makeRoom(1);
  expect(freed).toEqual(['a']);
  kept.makeRoom(11);
  expect(freed).toEqual(['a', 'c', 'b']);
});
