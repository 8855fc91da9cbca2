import { BarcodeOutlined, BookOutlined, PlayCircleOutlined, ToolOutlined, WarningOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { GraphNode, NodeKind } from '../../../../src/knowledge/graph/contract.ts'

/** Kinds are told apart by icon and word; the colour repeats it. */
export const KINDS: Record<NodeKind, { icon: ReactNode; color: string }> = {
  product: { icon: <BarcodeOutlined aria-hidden />, color: 'var(--chart-1)' },
  fault_code: { icon: <WarningOutlined aria-hidden />, color: 'var(--chart-6)' },
  article: { icon: <BookOutlined aria-hidden />, color: 'var(--chart-3)' },
  video: { icon: <PlayCircleOutlined aria-hidden />, color: 'var(--chart-4)' },
  part: { icon: <ToolOutlined aria-hidden />, color: 'var(--chart-5)' },
}
export const NODE_KINDS = Object.keys(KINDS) as NodeKind[]

export const nodeTitle = (node: Pick<GraphNode, 'title' | 'titleEn'>, locale: 'zh' | 'en'): string =>
  locale === 'en' ? node.titleEn || node.title : node.title
