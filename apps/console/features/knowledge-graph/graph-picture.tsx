import { Panel, ReactFlow, ReactFlowProvider } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useTranslation } from 'react-i18next'
import { Ground } from '../../components/canvas/ground.tsx'
import styles from './graph.module.css'
import { ThingNode } from './thing-node.tsx'
import type { Graph, Picture } from './use-graph.ts'
import { usePicture } from './use-picture.ts'

const nodeTypes = { thing: ThingNode }

type Props = {
  graph: Graph
  picture: Picture
  /** A neighbourhood is laid out anew; all of it stands where it was put. */
  focused: boolean
  chosen: string
  onChoose: (id: string) => void
}

/** The graph to look at and to change: drag what stands badly, draw lines, delete with the key. */
export function GraphPicture(props: Props) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas(props: Props) {
  const { t } = useTranslation('knowledge-graph')
  const view = usePicture(props)
  return (
    <section className={styles.canvas} aria-label={t('title')}>
      <ReactFlow
        nodes={view.nodes}
        edges={view.edges}
        nodeTypes={nodeTypes}
        onNodesChange={view.onNodesChange}
        onEdgesChange={view.onEdgesChange}
        onNodeClick={(_, node) => props.onChoose(node.id)}
        onPaneClick={() => props.onChoose('')}
        onNodeDragStop={view.onDragStop}
        onConnect={view.onConnect}
        isValidConnection={view.mayJoin}
        onBeforeDelete={view.onBeforeDelete}
        onInit={view.start}
        nodesDraggable={view.writes}
        nodesConnectable={view.writes}
        deleteKeyCode={view.writes ? ['Delete', 'Backspace'] : null}
        connectionRadius={36}
        panOnScroll
        minZoom={0.15}
        maxZoom={1.6}
        proOptions={{ hideAttribution: true }}
      >
        <Ground group={t('title')} />
        {view.writes && (
          <Panel position="bottom-right" className={styles.how}>
            {t(props.focused ? 'howFocused' : 'how')}
          </Panel>
        )}
      </ReactFlow>
    </section>
  )
}
