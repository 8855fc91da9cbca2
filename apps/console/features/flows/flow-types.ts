import type { Flow, FlowGraph } from '../../../../src/dialogue/contract.ts'

/** `GET /api/flows` */
export type FlowSummary = {
  id: string
  version: number
  pack?: string
  title: { zh: string; en: string }
  intents: string[]
  steps: number
  /** Actions that change something in the company's systems. */
  writes: string[]
}
/** `GET /api/flows/:id` */
export type FlowAnswer = { flow: Flow; graph: FlowGraph }
/** `POST /api/flows/validate` */
export type CheckAnswer = {
  ok: boolean
  problems: { file: string; line: number; message: string }[]
  graph: FlowGraph | null
}
