import { challenge, decline, reportAction, reportNothingFound, undertake } from './share.actions';
import { correct, supersede, withdraw } from './share.changes';
import type { ShareCommand } from './share.commands';
import type { Order, ShareDecision } from './share.guards';
import { acknowledge, admit, giveBack } from './share.receipt';
import { approve, draft } from './share.release';
import { close, recordMissed, ruleInadmissible } from './share.rulings';
import { evolveShare } from './share.evolve';
import type { ShareState } from './share.state';

/**
 * Facts in order, none when the order adds nothing, or a refusal. Which roles may give which order is judged at the
 * door; here it is which side's order it is, and whether the case is in a state to take it.
 */
function decide(command: ShareCommand, state: ShareState): ShareDecision {
  switch (command.type) {
    case 'DraftIntelligence':
      return draft(command, state);
    case 'ApproveRelease':
      return approve(command, state);
    case 'AcknowledgeShare':
      return acknowledge(command, state);
    case 'AdmitShare':
      return admit(command, state);
    case 'ReturnShare':
      return giveBack(command, state);
    case 'CorrectShare':
      return correct(command, state);
    case 'SupersedeShare':
      return supersede(command, state);
    case 'WithdrawShare':
      return withdraw(command, state);
    case 'RuleInadmissible':
      return ruleInadmissible(command, state);
    case 'CloseCase':
      return close(command, state);
    default:
      return decideOnAction(command, state);
  }
}

/** What the recipient does, what the sharer says to it, and what the clock says. */
function decideOnAction(
  command: Order<
    | 'UndertakeAction'
    | 'ReportAction'
    | 'ReportNothingFound'
    | 'DeclineAction'
    | 'ChallengeAction'
    | 'RecordDeadlineMissed'
  >,
  state: ShareState,
): ShareDecision {
  switch (command.type) {
    case 'UndertakeAction':
      return undertake(command, state);
    case 'ReportAction':
      return reportAction(command, state);
    case 'ReportNothingFound':
      return reportNothingFound(command, state);
    case 'DeclineAction':
      return decline(command, state);
    case 'ChallengeAction':
      return challenge(command, state);
    case 'RecordDeadlineMissed':
      return recordMissed(command, state);
    default:
      return command satisfies never;
  }
}

/** One stream per case. */
export const shareDecider = { initialState: { name: 'None' } as ShareState, decide, evolve: evolveShare };
