export { assertMay } from './assert-may';
export { Caller, May, Open, SignedIn, type IdentifiedRequest } from './access.decorators';
export { clearSession, readSession, SESSION_COOKIE, setSession } from './session-cookie';
export { SessionTokens } from './session-tokens';
