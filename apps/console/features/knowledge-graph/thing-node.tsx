import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeKind } from '../../../../src/knowledge/graph/contract.ts'
import styles from './graph.module.css'
import { KINDS } from './node-kinds.tsx'

export type ThingData = { kind: NodeKind; title: string; code: string; writes: boolean }
export type ThingNodeType = Node<ThingData, 'thing'>

/** One thing of the graph: its kind by icon, colour and word, then its name. A line is drawn from edge to edge. */
export function ThingNode({ data, selected }: NodeProps<ThingNodeType>) {
  const { t } = useTranslation('knowledge-graph')
  const { icon, color } = KINDS[data.kind]
  return (
    <div
      className={selected ? `${styles.node} ${styles.chosen}` : styles.node}
      style={{ '--kind': color } as CSSProperties}
    >
      <Handle type="target" position={Position.Left} className={styles.handle} isConnectable={data.writes} />
      <span className={styles.nodeIcon}>{icon}</span>
      <span className={styles.nodeWords}>
        <span className={styles.nodeKind}>
          {t(`kind.${data.kind}`)}
          {data.code && <code>{data.code}</code>}
        </span>
        <span className={styles.nodeTitle} title={data.title}>
          {data.title}
        </span>
      </span>
      <Handle type="source" position={Position.Right} className={styles.handle} isConnectable={data.writes} />
    </div>
  )
}
