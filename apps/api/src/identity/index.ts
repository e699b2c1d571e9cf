export { assertMay } from './assert-may';
export { Caller, May, Open, SignedIn, type IdentifiedRequest } from './access.decorators';
export { AuditLog, type AuditEntry } from './audit/audit-log';
export { FLOW_COOKIE, FLOW_LIFE, flowFrom, flowText, ownPath } from './provider/sign-in-flow';
export { BrowserSessions } from './sessions/browser-sessions';
export { assertOwnSite } from './sessions/own-site';
export { SecretCookie } from './sessions/secret-cookie';
export { personasOf, providerOf, SIGN_IN_WAY, type SignInWay } from './sign-in-ways';
export { unaccepted } from './tokens/unaccepted';
