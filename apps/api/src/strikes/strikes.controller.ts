import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { counterparty, type Identity, type Mechanism } from '@mizan/access';
import { derivedId } from '@mizan/es';
import { StrikeQueries } from '@mizan/read-models';
import { limitOf, PageQueryDto } from '../http/dto/page';
import { Problem } from '../http/problem';
import { AsOf, type AsOfPair } from '../http/read';
import { Step, type StepRequest } from '../http/step';
import { answerWrite } from '../http/write';
import { assertMay, Caller, May } from '../identity';
import { MECHANISM } from '../ledger-access/tokens';
import { mayKnow } from './strike-access';
import { StrikeDesk } from './strike-desk';
import { StrikeDto } from './strike.dto';
import { strikeOrder } from './strike.orders';
import { presentStrike } from './strike.presenter';
import { Describe, Section } from '../openapi';
import { stepAnswer } from '../shares/case.answers';
import { strikePage } from './strike.answers';
import { STRIKES } from './strikes.section';

@Controller('v1/strikes')
@Section(STRIKES)
export class StrikesController {
  constructor(
    private readonly desk: StrikeDesk,
    private readonly strikes: StrikeQueries,
    @Inject(MECHANISM) private readonly mechanism: Mechanism,
  ) {}

  @Post()
  @May('strike.notify')
  @Describe({
    id: 'recordStrike',
    summary: 'Notify or allege a strike',
    answer: stepAnswer,
    headers: ['Location'],
    problems: ['CASE_UNKNOWN', 'REFERENCE_AMBIGUOUS', 'NOT_DELIVERED', 'OCCURRED_IN_FUTURE'],
  })
  async record(@Step() { caller, write, response }: StepRequest, @Body() dto: StrikeDto) {
    assertMay(caller, dto.kind === 'notified' ? 'strike.notify' : 'strike.allege');
    const link = dto.case ? await this.desk.linkTo(caller, dto.case, dto.statement ?? '') : null;
    const id = derivedId(write.commandId, 'strike');
    const order = strikeOrder(dto, { ...this.sidesOf(caller), link });
    const outcome = await this.desk.record(caller, id, { write, order });
    response.setHeader('Location', `/v1/strikes/${id}`);
    return { id, ...answerWrite(response, outcome) };
  }

  /** A page can hold fewer strikes than its limit and still have a next one: what is hidden is passed over. */
  @Get()
  @May('board.read')
  @Describe({ id: 'listStrikes', summary: 'List strikes', answer: strikePage })
  async list(@Caller() caller: Identity, @AsOf() pair: AsOfPair, @Query() query: PageQueryDto) {
    const after = query.cursor === undefined ? {} : { after: query.cursor };
    const { rows, next } = await this.strikes.list({ asOf: pair.asOf, limit: limitOf(query), ...after });
    const items = rows.filter(({ view }) => mayKnow(caller, view)).map(presentStrike);
    return { asOf: pair.asOfLabel, validAt: pair.validAt, items, next };
  }

  private sidesOf({ party, name }: Identity) {
    const other = party === null ? null : counterparty(this.mechanism, party);
    if (party !== null && other) return { mechanism: this.mechanism.id, own: party, other: other.id };
    throw new Problem({
      code: 'NOT_A_PARTY',
      status: 403,
      detail: `${name} speaks for neither party of ${this.mechanism.name}.`,
      remedy: 'A liaison officer of one of the parties records a strike.',
    });
  }
}
