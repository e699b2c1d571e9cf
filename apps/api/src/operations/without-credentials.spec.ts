import { describe, expect, it } from '@jest/globals';
import { withoutCredentials } from './without-credentials';

describe('withoutCredentials', () => {
  it('leaves out user and password and nothing else', () => {
    expect(
      [
        'esdb://127.0.0.1:2113?tls=false',
        'esdb://admin:ch@ng:eit@node1.example:2113,node2.example:2113?tls=true',
        'esdb+discover://cluster.example?tls=true&password=secret&keepAliveInterval=1000',
      ].map(withoutCredentials),
    ).toEqual([
      'esdb://127.0.0.1:2113?tls=false',
      'esdb://node1.example:2113,node2.example:2113?tls=true',
      'esdb+discover://cluster.example?tls=true&password=…&keepAliveInterval=1000',
    ]);
  });
});
