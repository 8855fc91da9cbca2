import {
  ApiOutlined,
  BranchesOutlined,
  CustomerServiceOutlined,
  FileAddOutlined,
  FormOutlined,
  MessageOutlined,
  PartitionOutlined,
  QuestionCircleOutlined,
  SafetyOutlined,
  StopOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { FlowStep } from '../../../../src/dialogue/contract.ts'

export type StepKind = FlowStep['kind']

/** Kinds are told apart by icon and word; the colour repeats it. Amber is kept for where a person comes in. */
const kinds: Record<StepKind, { icon: ReactNode; color: string }> = {
  collect: { icon: <FormOutlined aria-hidden />, color: 'var(--chart-3)' },
  branch: { icon: <BranchesOutlined aria-hidden />, color: 'var(--chart-4)' },
  call: { icon: <ApiOutlined aria-hidden />, color: 'var(--chart-1)' },
  confirm: { icon: <QuestionCircleOutlined aria-hidden />, color: 'var(--chart-6)' },
  say: { icon: <MessageOutlined aria-hidden />, color: 'var(--chart-8)' },
  'hand-over': { icon: <CustomerServiceOutlined aria-hidden />, color: 'var(--person)' },
  verify: { icon: <SafetyOutlined aria-hidden />, color: 'var(--chart-2)' },
  ticket: { icon: <FileAddOutlined aria-hidden />, color: 'var(--person)' },
  flow: { icon: <PartitionOutlined aria-hidden />, color: 'var(--chart-5)' },
  end: { icon: <StopOutlined aria-hidden />, color: 'var(--chart-7)' },
}

export const STEP_KINDS = Object.keys(kinds) as StepKind[]
/** What a kind of step looks like; a kind this console does not know looks like an end. */
export const looksOf = (kind: string) => kinds[kind as StepKind] ?? kinds.end
