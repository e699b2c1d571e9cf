import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '@mizan/runtime';

const root = projectRoot();
const lines = readFileSync(join(root, 'deploy', 'Dockerfile'), 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line));
const stages = lines.reduce<string[][]>(
  (found, line) =>
    line.startsWith('FROM ') ? [...found, [line]] : [...found.slice(0, -1), [...(found.at(-1) ?? []), line]],
  [],
);
const last = stages.at(-1) ?? [];

describe('the image', () => {
  it('is built in one stage and run in another, both on the Node that the lockfile names', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: { node: string };
    };
    const [major = ''] = dependencies.node.split('.');
    expect(stages.map(([from]) => /^FROM node:(\d+)-\S+/.exec(from ?? '')?.[1])).toEqual([major, major]);
  });

  it('runs as a user without rights', () => {
    expect(last.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    const order = last.map((line) => line.split(' ', 1)[0]);
    expect(order.lastIndexOf('RUN')).toBeLessThan(order.indexOf('USER'));
  });

  it('keeps what it copies from the build: programs, packages, mechanisms', () => {
    const copied = last
      .filter((line) => line.startsWith('COPY --from=build '))
      .flatMap((line) => line.split(' ').slice(2, -1));
    const made = ['/src/node_modules', '/src/dist'];
    const sources = copied.filter((path) => !made.includes(path)).map((path) => path.replace('/src/', ''));
    expect(copied).toEqual(expect.arrayContaining(made));
    expect(sources.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('is built from what the build reads, and from nothing private', () => {
    const ignore = readFileSync(join(root, 'deploy', 'Dockerfile.dockerignore'), 'utf8').split('\n');
    expect(ignore[0]).toBe('*');
    const kept = ignore.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(kept.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    for (const path of ['apps', 'libs', 'types', 'scripts', 'nest-cli.json', 'tsconfig.build.json', '.npmrc'])
      expect(kept).toContain(path);
    expect(kept.filter((path) => /secrets|\.env|\.mizan/.test(path))).toEqual([]);
  });
});
