import { businessEvents } from '#business/contract.ts'
import { conversationEvents } from '#conversations/contract.ts'
import { customerEvents } from '#customers/contract.ts'
import { assistEvents } from '#desk/assist/contract.ts'
import { deskEvents } from '#desk/contract.ts'
import { macroEvents } from '#desk/macros/contract.ts'
import { notificationEvents } from '#desk/notifications/contract.ts'
import { qualityEvents } from '#desk/quality/contract.ts'
import { rosterEvents } from '#desk/roster/contract.ts'
import { routingEvents } from '#desk/routing/contract.ts'
import { transferEvents } from '#desk/transfers/contract.ts'
import { wallEvents } from '#desk/wall/contract.ts'
import { alertEvents } from '#emotion/alerts/contract.ts'
import { emotionEvents } from '#emotion/contract.ts'
import { strategyEvents } from '#emotion/strategy/contract.ts'
import { llmEvents } from '#engines/llm/contract.ts'
import { speechEvents } from '#engines/speech/contract.ts'
import { conflictEvents } from '#knowledge/conflicts/contract.ts'
import { knowledgeEvents } from '#knowledge/contract.ts'
import { gapEvents } from '#knowledge/gaps/contract.ts'
import { graphEvents } from '#knowledge/graph/contract.ts'
import { importEvents } from '#knowledge/import/contract.ts'
import { learningEvents } from '#learning/contract.ts'
import { historyEvents } from '#learning/history/contract.ts'
import { outboundEvents } from '#outbound/contract.ts'
import { packEvents } from '#packs/contract.ts'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { teamEvents } from '#team/contract.ts'
import { ticketEvents } from '#tickets/contract.ts'
import { ruleEvents } from '#tickets/rules/contract.ts'
import { ticketStateEvents } from '#tickets/states/contract.ts'
import { ticketTypeEvents } from '#tickets/types/contract.ts'
import { modelEvents } from '#understanding/models/contract.ts'
import { labelEvents } from '#understanding/models/labels/contract.ts'
import { verificationEvents } from '#verification/contract.ts'
import { bridgeEvents } from '#voice/bridge/contract.ts'
import { callEvents } from '#voice/contract.ts'
import { lineEvents } from '#voice/lines/contract.ts'

/** Every fact of the ledger, by kind; each is declared by its owner. */
export const EVENTS: EventDefinitions = {
  ...historyEvents,
  ...conversationEvents,
  ...customerEvents,
  ...businessEvents,
  ...knowledgeEvents,
  ...conflictEvents,
  ...importEvents,
  ...graphEvents,
  ...gapEvents,
  ...ticketEvents,
  ...ticketStateEvents,
  ...ticketTypeEvents,
  ...ruleEvents,
  ...deskEvents,
  ...assistEvents,
  ...transferEvents,
  ...qualityEvents,
  ...macroEvents,
  ...notificationEvents,
  ...emotionEvents,
  ...routingEvents,
  ...rosterEvents,
  ...wallEvents,
  ...alertEvents,
  ...strategyEvents,
  ...teamEvents,
  ...llmEvents,
  ...speechEvents,
  ...lineEvents,
  ...outboundEvents,
  ...modelEvents,
  ...labelEvents,
  ...learningEvents,
  ...packEvents,
  ...callEvents,
  ...verificationEvents,
  ...bridgeEvents,
}
