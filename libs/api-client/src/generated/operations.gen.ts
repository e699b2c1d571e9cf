// Written by scripts/api-client.mjs
import type * as types from './types.gen';

/** Method and path of every operation. */
export const operations = {
  boardPage: ['GET', '/'],
  reference: ['GET', '/api'],
  openApi: ['GET', '/api/openapi.json'],
  pageScript: ['GET', '/assets/live-e10c543935c0.js'],
  asset: ['GET', '/assets/{name}'],
  casePage: ['GET', '/cases/{id}'],
  live: ['GET', '/health/live'],
  ready: ['GET', '/health/ready'],
  metrics: ['GET', '/metrics'],
  beginSession: ['POST', '/session'],
  beginSignIn: ['GET', '/session/begin'],
  finishSignIn: ['GET', '/session/callback'],
  endSession: ['POST', '/session/end'],
  listIncidents: ['GET', '/v1/incidents'],
  importIncidents: ['POST', '/v1/incidents/imports'],
  exportLedger: ['GET', '/v1/ledger/events'],
  importLedger: ['POST', '/v1/ledger/events'],
  ledgerHead: ['GET', '/v1/ledger/head'],
  followLive: ['GET', '/v1/live'],
  lookLive: ['HEAD', '/v1/live'],
  projections: ['GET', '/v1/operations/projections'],
  rebuildProjection: ['POST', '/v1/operations/projections/{name}/rebuild'],
  retryProjection: ['POST', '/v1/operations/projections/{name}/retry'],
  skipEvent: ['POST', '/v1/operations/projections/{name}/skip'],
  withdrawSkip: ['POST', '/v1/operations/projections/{name}/skip-withdrawal'],
  status: ['GET', '/v1/operations/status'],
  overdueCases: ['GET', '/v1/review/overdue'],
  scorecard: ['GET', '/v1/review/scorecard'],
  listSessions: ['GET', '/v1/sessions'],
  endSomebodysSession: ['DELETE', '/v1/sessions/{id}'],
  listShares: ['GET', '/v1/shares'],
  draftShare: ['POST', '/v1/shares'],
  showShare: ['GET', '/v1/shares/{id}'],
  acknowledgeShare: ['POST', '/v1/shares/{id}/acknowledgement'],
  reportAction: ['POST', '/v1/shares/{id}/actions'],
  admitShare: ['POST', '/v1/shares/{id}/admission'],
  approveShare: ['POST', '/v1/shares/{id}/approval'],
  challengeAction: ['POST', '/v1/shares/{id}/challenge'],
  closeShare: ['POST', '/v1/shares/{id}/closure'],
  correctShare: ['POST', '/v1/shares/{id}/correction'],
  declineShare: ['POST', '/v1/shares/{id}/declination'],
  ruleInadmissible: ['POST', '/v1/shares/{id}/inadmissibility'],
  reportNothingFound: ['POST', '/v1/shares/{id}/nothing-found'],
  replayShare: ['GET', '/v1/shares/{id}/replay'],
  returnShare: ['POST', '/v1/shares/{id}/return'],
  supersedeShare: ['POST', '/v1/shares/{id}/supersession'],
  undertakeAction: ['POST', '/v1/shares/{id}/undertaking'],
  withdrawShare: ['POST', '/v1/shares/{id}/withdrawal'],
  signIn: ['GET', '/v1/sign-in'],
  listStrikes: ['GET', '/v1/strikes'],
  recordStrike: ['POST', '/v1/strikes'],
  showStrike: ['GET', '/v1/strikes/{id}'],
  admitStrike: ['POST', '/v1/strikes/{id}/admission'],
  denyStrike: ['POST', '/v1/strikes/{id}/denial'],
  linkStrike: ['POST', '/v1/strikes/{id}/link'],
  whoami: ['GET', '/v1/whoami'],
} as const;

/** What every operation takes and answers. */
export interface Operations {
  boardPage: { data: types.BoardPageData; answers: types.BoardPageResponses };
  reference: { data: types.ReferenceData; answers: types.ReferenceResponses };
  openApi: { data: types.OpenApiData; answers: types.OpenApiResponses };
  pageScript: { data: types.PageScriptData; answers: types.PageScriptResponses };
  asset: { data: types.AssetData; answers: types.AssetResponses };
  casePage: { data: types.CasePageData; answers: types.CasePageResponses };
  live: { data: types.LiveData; answers: types.LiveResponses };
  ready: { data: types.ReadyData; answers: types.ReadyResponses };
  metrics: { data: types.MetricsData; answers: types.MetricsResponses };
  beginSession: { data: types.BeginSessionData; answers: never };
  beginSignIn: { data: types.BeginSignInData; answers: never };
  finishSignIn: { data: types.FinishSignInData; answers: never };
  endSession: { data: types.EndSessionData; answers: never };
  listIncidents: { data: types.ListIncidentsData; answers: types.ListIncidentsResponses };
  importIncidents: { data: types.ImportIncidentsData; answers: types.ImportIncidentsResponses };
  exportLedger: { data: types.ExportLedgerData; answers: types.ExportLedgerResponses };
  importLedger: { data: types.ImportLedgerData; answers: types.ImportLedgerResponses };
  ledgerHead: { data: types.LedgerHeadData; answers: types.LedgerHeadResponses };
  followLive: { data: types.FollowLiveData; answers: types.FollowLiveResponses };
  lookLive: { data: types.LookLiveData; answers: types.LookLiveResponses };
  projections: { data: types.ProjectionsData; answers: types.ProjectionsResponses };
  rebuildProjection: { data: types.RebuildProjectionData; answers: types.RebuildProjectionResponses };
  retryProjection: { data: types.RetryProjectionData; answers: types.RetryProjectionResponses };
  skipEvent: { data: types.SkipEventData; answers: types.SkipEventResponses };
  withdrawSkip: { data: types.WithdrawSkipData; answers: types.WithdrawSkipResponses };
  status: { data: types.StatusData; answers: types.StatusResponses };
  overdueCases: { data: types.OverdueCasesData; answers: types.OverdueCasesResponses };
  scorecard: { data: types.ScorecardData; answers: types.ScorecardResponses };
  listSessions: { data: types.ListSessionsData; answers: types.ListSessionsResponses };
  endSomebodysSession: { data: types.EndSomebodysSessionData; answers: types.EndSomebodysSessionResponses };
  listShares: { data: types.ListSharesData; answers: types.ListSharesResponses };
  draftShare: { data: types.DraftShareData; answers: types.DraftShareResponses };
  showShare: { data: types.ShowShareData; answers: types.ShowShareResponses };
  acknowledgeShare: { data: types.AcknowledgeShareData; answers: types.AcknowledgeShareResponses };
  reportAction: { data: types.ReportActionData; answers: types.ReportActionResponses };
  admitShare: { data: types.AdmitShareData; answers: types.AdmitShareResponses };
  approveShare: { data: types.ApproveShareData; answers: types.ApproveShareResponses };
  challengeAction: { data: types.ChallengeActionData; answers: types.ChallengeActionResponses };
  closeShare: { data: types.CloseShareData; answers: types.CloseShareResponses };
  correctShare: { data: types.CorrectShareData; answers: types.CorrectShareResponses };
  declineShare: { data: types.DeclineShareData; answers: types.DeclineShareResponses };
  ruleInadmissible: { data: types.RuleInadmissibleData; answers: types.RuleInadmissibleResponses };
  reportNothingFound: { data: types.ReportNothingFoundData; answers: types.ReportNothingFoundResponses };
  replayShare: { data: types.ReplayShareData; answers: types.ReplayShareResponses };
  returnShare: { data: types.ReturnShareData; answers: types.ReturnShareResponses };
  supersedeShare: { data: types.SupersedeShareData; answers: types.SupersedeShareResponses };
  undertakeAction: { data: types.UndertakeActionData; answers: types.UndertakeActionResponses };
  withdrawShare: { data: types.WithdrawShareData; answers: types.WithdrawShareResponses };
  signIn: { data: types.SignInData; answers: types.SignInResponses };
  listStrikes: { data: types.ListStrikesData; answers: types.ListStrikesResponses };
  recordStrike: { data: types.RecordStrikeData; answers: types.RecordStrikeResponses };
  showStrike: { data: types.ShowStrikeData; answers: types.ShowStrikeResponses };
  admitStrike: { data: types.AdmitStrikeData; answers: types.AdmitStrikeResponses };
  denyStrike: { data: types.DenyStrikeData; answers: types.DenyStrikeResponses };
  linkStrike: { data: types.LinkStrikeData; answers: types.LinkStrikeResponses };
  whoami: { data: types.WhoamiData; answers: types.WhoamiResponses };
}
