import { type Member, SERVER_VERSION } from '../wire/node-replies';

/** A plain HTTP answer; the same over HTTP/1.1 and HTTP/2. */
export interface PlainAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What the answers are made of. */
export interface Asked {
  readonly member: Member;
  /** The figures for Prometheus; undefined when nobody switched them on. */
  readonly metrics: (() => string) | undefined;
}

/** What monitors and people ask over plain HTTP. */
export function answerPlain(method: string, url: string, asked: Asked): PlainAnswer {
  const path = url.split('?', 1)[0] ?? url;
  if (method !== 'GET' && method !== 'HEAD')
    return text(405, 'Only GET is answered here; events go over gRPC.');
  switch (path) {
    case '/ping':
      return json({ text: 'Ping request successfully handled' });
    case '/health/live':
      return text(204, '');
    case '/info':
      return json(info());
    case '/gossip':
      return json(gossip(asked.member));
    case '/metrics':
      return asked.metrics === undefined
        ? text(404, 'Figures for Prometheus are off; start the store with --metrics.')
        : { status: 200, contentType: 'text/plain; version=0.0.4; charset=utf-8', body: asked.metrics() };
    default:
      return text(404, `There is no ${path} here; /ping, /health/live, /info and /gossip are.`);
  }
}

function info(): object {
  return {
    dbVersion: SERVER_VERSION,
    esVersion: SERVER_VERSION,
    state: 'leader',
    features: { projections: false, userManagement: false, atomPub: false },
    authentication: { type: 'insecure', properties: {} },
  };
}

function gossip({ id, address, port }: Member): object {
  const member = {
    instanceId: id,
    timeStamp: new Date().toISOString(),
    state: 'Leader',
    isAlive: true,
    httpEndPointIp: address,
    httpEndPointPort: port,
    isReadOnlyReplica: false,
    esVersion: SERVER_VERSION,
  };
  return { members: [member], serverIp: address, serverPort: port };
}

function json(value: object): PlainAnswer {
  return { status: 200, contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

function text(status: number, body: string): PlainAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}
