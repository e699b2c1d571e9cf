import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@mizan/es';
import { toStoreError } from './errors';

describe('what the client throws', () => {
  const said = (words: string) => toStoreError(new Error(words));

  it('loses what the client puts around it', () => {
    expect(said('Could not recognize 15 DATA_LOSS: It is damaged.').message).toBe(
      '15 DATA_LOSS: It is damaged.',
    );
    expect(said('14 UNAVAILABLE: connect ECONNREFUSED 127.0.0.1:2. Resolution note:').message).toBe(
      '14 UNAVAILABLE: connect ECONNREFUSED 127.0.0.1:2.',
    );
  });

  it('names the setting where OpenSSL meets a store without TLS', () => {
    const error = said(
      '14 UNAVAILABLE: No connection established. Last error: Error: 40CD:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../deps/openssl/tlsany_meth.c:77:\n. Resolution note:',
    );
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error.message).toBe(
      '14 UNAVAILABLE: It answers without TLS, and its connection string asks for TLS: ?tls=false may be missing there.',
    );
  });
});
