import { describe, expect, it } from '@jest/globals';
import { ApiClient, type Send } from './index';

/** Keeps what was sent, and answers this. */
function recorder(answer: string): { sent: unknown[]; send: Send } {
  const sent: unknown[] = [];
  return {
    sent,
    send: (path, init) => {
      sent.push([path, init]);
      return Promise.resolve(new Response(answer));
    },
  };
}

describe('the client of the api', () => {
  it('fills the path, leaves out what is not given, and reads the answer', async () => {
    const { sent, send } = recorder('{"reference":"PK-7F3A-Q2"}');
    const path = { id: 'PK-7F3A-Q2/..' };
    const answer = await new ApiClient(send).call('showShare', { path, query: { asOf: '457' } });
    expect(answer.reference).toBe('PK-7F3A-Q2');
    expect(sent).toEqual([['/v1/shares/PK-7F3A-Q2%2F..?asOf=457', { method: 'GET', headers: {} }]]);
  });

  it('sends an order with its headers and its body as JSON', async () => {
    const { sent, send } = recorder('{"id":"x","position":"1","revision":"0"}');
    await new ApiClient(send).call('withdrawShare', {
      path: { id: 'x' },
      headers: { 'If-Match': '"5"' },
      body: { reason: 'No longer true.' },
    });
    expect(sent).toEqual([
      [
        '/v1/shares/x/withdrawal',
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'If-Match': '"5"' },
          body: '{"reason":"No longer true."}',
        },
      ],
    ]);
  });

  it('has nothing to say where the answer has no body', async () => {
    const { send } = recorder('');
    expect(await new ApiClient(send).call('endSomebodysSession', { path: { id: 'x' } })).toBeUndefined();
  });
});
