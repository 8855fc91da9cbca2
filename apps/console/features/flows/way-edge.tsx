import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import styles from './graph.module.css'
import { NODE } from './layout-graph.ts'
import { roundedPath } from './rounded-path.ts'

export type WayData = {
  label: string
  /** The label in full, for the hover. */
  whole: string
  /** Leads back up. */
  back: boolean
  /** Middles of the lanes it runs through. */
  bends: { x: number; y: number }[]
  /** The label may stand above the step it leads to; else in the middle of the line. */
  atTarget: boolean
}
export type WayEdgeType = Edge<WayData, 'way'>

/** A line from step to step with the word that leads along it. */
export function WayEdge(props: EdgeProps<WayEdgeType>) {
  const { data, sourceX, sourceY, targetX, targetY, markerEnd } = props
  if (!data) return null
  const lanes = data.bends.flatMap(({ x, y }) => [
    { x, y },
    { x, y: y + NODE.height },
  ])
  const points = [{ x: sourceX, y: sourceY }, ...lanes, { x: targetX, y: targetY }]
  const [back, backX, backY] = getBezierPath({ ...props, curvature: 0.5 })
  const next = points[1] ?? { x: targetX, y: targetY }
  const beside = { x: next.x, y: next.y - 16 }
  const between = { x: (sourceX + next.x) / 2, y: (sourceY + next.y) / 2 }
  const at = data.back ? { x: backX, y: backY } : data.bends.length > 0 || data.atTarget ? beside : between
  return (
    <>
      <BaseEdge path={data.back ? back : roundedPath(points)} {...(markerEnd ? { markerEnd } : {})} />
      {data.label && (
        <EdgeLabelRenderer>
          <span
            className={styles.way}
            title={data.whole}
            style={{
              maxWidth: data.bends.length > 0 ? 112 : data.atTarget ? 230 : 150,
              transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)`,
            }}
          >
            {data.label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
}
