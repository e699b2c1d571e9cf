import { describe, expect, it } from '@jest/globals';
import { flowFrom, flowText, ownPath } from './sign-in-flow';

describe('a sign-in under way', () => {
  it('survives the browser', () => {
    const flow = { state: 's', nonce: 'n', verifier: 'v', to: '/cases/PK-1?asOf=4' };
    expect(flowFrom(flowText(flow))).toStrictEqual(flow);
  });

  it.each([null, '', 'x', 'bnVsbA', Buffer.from('{"state":"s"}').toString('base64url')])(
    'is not read from %j',
    (text) => {
      expect(flowFrom(text)).toBeNull();
    },
  );

  it('leads to this server only', () => {
    expect(['/', '/cases/PK-1', '/?asOf=4'].map(ownPath)).toStrictEqual(['/', '/cases/PK-1', '/?asOf=4']);
    const elsewhere = [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/a\nb',
      '/a\\b',
      '',
      7,
      null,
    ];
    expect(elsewhere.map(ownPath)).toStrictEqual(elsewhere.map(() => '/'));
  });
});
