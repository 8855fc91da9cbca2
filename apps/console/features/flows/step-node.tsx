import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './graph.module.css'
import { looksOf, type StepKind } from './step-kinds.tsx'

export type StepData = {
  kind: string
  label: string
  first: boolean
  chosen: boolean
  /** Places in the conversation's path at which this step was walked; null when no path is shown. */
  order: number[] | null
}
export type StepNodeType = Node<StepData, 'step'>

/** One step: kind by icon, colour and word, then what it is about. */
export function StepNode({ id, data }: NodeProps<StepNodeType>) {
  const { t } = useTranslation('flows')
  const { icon, color } = looksOf(data.kind)
  const off = data.order !== null && data.order.length === 0
  return (
    <div
      className={[styles.node, data.chosen ? styles.chosen : '', off ? styles.off : ''].join(' ')}
      style={{ '--kind': color } as CSSProperties}
    >
      {!data.first && <Handle type="target" position={Position.Top} className={styles.handle} isConnectable={false} />}
      <span className={styles.nodeIcon}>{icon}</span>
      <span className={styles.nodeWords}>
        <span className={styles.nodeKind}>
          {t(`kind.${data.kind as StepKind}`, { defaultValue: data.kind })}
          <code>{id}</code>
        </span>
        <span className={styles.nodeLabel} title={data.label}>
          {data.label}
        </span>
      </span>
      {data.order && data.order.length > 0 && (
        <span className={styles.order} title={t('path.order', { order: data.order.join(', ') })}>
          {data.order.length > 3 ? `${data.order[0]}…${data.order.at(-1)}` : data.order.join(' · ')}
        </span>
      )}
      {data.kind !== 'end' && data.kind !== 'hand-over' && (
        <Handle type="source" position={Position.Bottom} className={styles.handle} isConnectable={false} />
      )}
    </div>
  )
}
