import { ReactFlow, ReactFlowProvider } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useTranslation } from 'react-i18next'
import type { FlowGraph } from '../../../../src/dialogue/contract.ts'
import { Ground } from '../../components/canvas/ground.tsx'
import styles from './graph.module.css'
import { StepNode } from './step-node.tsx'
import { useCanvas } from './use-canvas.ts'
import type { WalkedPath } from './walked-path.ts'
import { WayEdge } from './way-edge.tsx'

const nodeTypes = { step: StepNode }
const edgeTypes = { way: WayEdge }

type Props = { graph: FlowGraph; chosen: string; onChoose: (step: string) => void; path: WalkedPath | null }

/** The flow as a picture: drag or scroll to move, keys to zoom, arrow keys to go from step to step. */
export function FlowCanvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas(props: Props) {
  const { t } = useTranslation('flows')
  const canvas = useCanvas(props)
  return (
    <section className={styles.canvas} ref={canvas.box} onKeyDown={canvas.onKey} aria-label={t('graph')}>
      <ReactFlow
        nodes={canvas.nodes}
        edges={canvas.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodeClick={(_, node) => props.onChoose(node.id)}
        onPaneClick={() => props.onChoose('')}
        onInit={canvas.start}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panOnScroll
        minZoom={0.2}
        maxZoom={1.6}
        proOptions={{ hideAttribution: true }}
      >
        <Ground group={t('graph')} />
      </ReactFlow>
    </section>
  )
}
