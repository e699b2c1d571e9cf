import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ProblemCode } from '../../apps/api/src/openapi/problems/catalogue';
import type { Described } from '../support/openapi/checks';
import { circumstances } from '../support/openapi/circumstances';
import {
  Comparison,
  errorsOf,
  placesOf,
  type DocumentedError,
  type Place,
} from '../support/openapi/described-api';
import { atCallback, elsewhere, figuresElsewhere, tooMany } from '../support/openapi/elsewhere';
import { injected, malformed, type Provocation } from '../support/openapi/provocations';
import { refusals } from '../support/openapi/refusals';
import { setScene, type Scene } from '../support/openapi/scene';
import { openStage, type Stage } from '../support/openapi/stage';
import { succeed } from '../support/openapi/successes';
import { unaccepted } from '../support/openapi/tokens';

// Several processes share the machine with this suite.
jest.setTimeout(240_000);

const provocations: Partial<Record<ProblemCode, Provocation>> = {
  ...malformed,
  ...refusals,
  ...circumstances,
  ...injected,
  ...unaccepted,
  ...elsewhere,
  RATE_LIMITED: tooMany,
};

describe('every route of the document', () => {
  let stage: Stage;
  let scene: Scene;
  let document: Described;
  let comparison: Comparison;

  beforeAll(async () => {
    stage = await openStage();
    scene = await setScene(stage);
    document = JSON.parse((await stage.send({ method: 'get', path: '/api/openapi.json' })).text) as Described;
    comparison = new Comparison(document);
  });
  afterAll(() => stage.stop());

  it('fails, for every documented error, as documented', async () => {
    const errors = errorsOf(document);
    const differences: string[] = [];
    for (const error of errors) differences.push(...(await provoked(error)));
    const routes = placesOf(document).length;
    const right = errors.length - new Set(differences.map((text) => text.split(':')[0])).size;
    process.stdout.write(
      `${routes} routes, ${errors.length} documented errors, ${right} provoked and as documented\n`,
    );
    expect(differences).toEqual([]);
  });

  it('succeeds as documented', async () => {
    const places = placesOf(document).filter(({ operation }) => !needsMore.includes(operation.operationId));
    const differences: string[] = [];
    for (const place of places) differences.push(...(await successOf(place)));
    expect(differences).toEqual([]);
  });

  async function provoked(error: DocumentedError): Promise<string[]> {
    const name = `${error.place.operation.operationId} ${error.status} ${error.code}`;
    const provoke = provocationOf(error);
    if (!provoke) return [`${name}: nothing provokes it`];
    const came = await provoke({ stage, scene, error });
    return comparison.error(error, came).map((words) => `${name}: ${words}`);
  }

  async function successOf(place: Place): Promise<string[]> {
    const came = await succeed(stage, scene, place);
    return comparison.success(place, came).map((words) => `${place.operation.operationId}: ${words}`);
  }
});

/** An import needs an empty ledger, and the way to a provider needs one: their own suites go there. */
const needsMore = ['importLedger', 'beginSignIn', 'finishSignIn'];

function provocationOf({ place, code }: DocumentedError): Provocation | undefined {
  if (place.path === '/session/callback' && /^(IDENTITY_[UA]|READ_DATABASE_)/.test(code)) return atCallback;
  if (place.path === '/metrics' && /^(NOT_SIGNED_IN|ROLE_MAY_NOT)$/.test(code)) return figuresElsewhere;
  return provocations[code];
}
