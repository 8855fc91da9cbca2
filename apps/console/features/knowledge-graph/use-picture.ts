import { type Connection, type Edge, useEdgesState, useNodesState, useReactFlow } from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { GraphOperation } from '../../../../src/knowledge/graph/contract.ts'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { edgeBetween, edgeId } from './edge-between.ts'
import { layOut, NODE } from './lay-out.ts'
import { KINDS, nodeTitle } from './node-kinds.tsx'
import type { ThingNodeType } from './thing-node.tsx'
import type { Graph, Picture } from './use-graph.ts'

type Given = { graph: Graph; picture: Picture; focused: boolean; chosen: string }
const READABLE = 0.62
const SMALLEST = 0.45

/** What the picture shows, and what dragging, drawing and deleting in it do to the graph. */
export function usePicture({ graph, picture, focused, chosen }: Given) {
  const { may } = useSession()
  const flow = useReactFlow()
  const writes = may('knowledge.write')
  const built = useBuilt({ picture, focused, chosen, writes })
  const [nodes, setNodes, onNodesChange] = useNodesState<ThingNodeType>(built.nodes)
  const [edges, setEdges, onEdgesChange] = useEdgesState<Edge>(built.edges)
  useEffect(() => setNodes(built.nodes), [built.nodes, setNodes])
  useEffect(() => setEdges(built.edges), [built.edges, setEdges])

  const byId = new Map(picture.nodes.map((node) => [node.id, node]))
  const joinOf = ({ source, target }: Connection | Edge) => edgeBetween(byId.get(source), byId.get(target))
  const start = () => {
    if (focused || picture.nodes.length <= 24) void flow.fitView({ padding: 0.08, maxZoom: 1, minZoom: SMALLEST })
    else void flow.setViewport({ x: 24, y: 24, zoom: READABLE })
  }
  const shown = picture.nodes.map(({ id }) => id).join(' ')
  const latest = useRef(start)
  latest.current = start
  useEffect(() => {
    // Other things to show: begin with all of them in sight.
    if (shown) requestAnimationFrame(() => latest.current())
  }, [shown])
  return {
    ...{ nodes, edges, onNodesChange, onEdgesChange, writes, start },
    mayJoin: (join: Connection | Edge) => joinOf(join) !== null,
    onConnect: (join: Connection) => {
      const edge = joinOf(join)
      if (edge) void graph.change('connected', [{ op: 'connect', ...edge }])
    },
    onDragStop: (_event: unknown, _node: unknown, dragged: ThingNodeType[]) => {
      if (focused) return
      const operations = dragged.map(
        ({ id, position }): GraphOperation => ({
          ...{ op: 'move-node', id, x: Math.round(position.x), y: Math.round(position.y) },
        }),
      )
      if (operations.length > 0) void graph.change('moved', operations)
    },
    /** The picture follows the graph: what is deleted goes when the server has agreed. */
    onBeforeDelete: async (gone: { nodes: ThingNodeType[]; edges: Edge[] }) => {
      const operations = [
        ...picture.edges
          .filter((edge) => gone.edges.some(({ id }) => id === edgeId(edge)))
          .map((edge): GraphOperation => ({ op: 'disconnect', ...edge })),
        ...gone.nodes.map(({ id }): GraphOperation => ({ op: 'delete-node', id })),
      ]
      if (writes && operations.length > 0) void graph.change('deleted', operations)
      return false
    },
  }
}

/** The graph as React Flow draws it. */
function useBuilt({ picture, focused, chosen, writes }: Omit<Given, 'graph'> & { writes: boolean }) {
  const { t } = useTranslation('knowledge-graph')
  const { locale } = usePreferences()
  return useMemo(() => {
    const places = focused ? layOut(picture.nodes, picture.edges) : null
    const nodes = picture.nodes.map((node): ThingNodeType => {
      const title = nodeTitle(node, locale)
      return {
        ...{ id: node.id, type: 'thing', position: places?.get(node.id) ?? { x: node.x, y: node.y } },
        ...{ ...NODE, measured: { ...NODE }, selected: node.id === chosen },
        ariaLabel: `${t(`kind.${node.kind}`)} ${title}`,
        data: { kind: node.kind, title, code: node.data.code ?? '', writes },
      }
    })
    const edges = picture.edges.map(
      (edge): Edge => ({
        ...{ id: edgeId(edge), source: edge.from, target: edge.to },
        ariaLabel: t(`edge.${edge.kind}`),
        className: edge.from === chosen || edge.to === chosen ? 'near' : chosen ? 'far' : '',
        style: { stroke: colorOf(picture, edge.to) },
      }),
    )
    return { nodes, edges }
  }, [picture, focused, chosen, writes, locale, t])
}

const colorOf = ({ nodes }: Picture, id: string): string =>
  KINDS[nodes.find((node) => node.id === id)?.kind ?? 'product'].color
