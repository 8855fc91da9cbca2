import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GraphNode, GraphOperation, NodeKind } from '../../../../src/knowledge/graph/contract.ts'
import { newId } from '../../../kit/realtime.ts'
import { edgeBetween } from './edge-between.ts'
import { NODE } from './lay-out.ts'
import type { Graph } from './use-graph.ts'

const EMPTY = { ref: '', title: '', titleEn: '', url: '', joined: [] as string[] }
type Values = typeof EMPTY
type Text = 'ref' | 'title' | 'titleEn' | 'url'
const GAP = 24

/** What is written of a new thing; it comes in below the last of its kind, with the lines to what it belongs to. */
export function useNewNode({
  graph,
  onClose,
  onAdded,
}: {
  graph: Graph
  onClose: () => void
  onAdded: (id: string) => void
}) {
  const { t } = useTranslation('knowledge-graph')
  const [kind, setKind] = useState<NodeKind>('fault_code')
  const [values, setValues] = useState<Values>(EMPTY)
  const [tried, setTried] = useState(false)
  const present = graph.query.data?.nodes ?? []
  const needed: Text[] = kind === 'article' ? ['ref'] : kind === 'video' ? ['title', 'url'] : ['title', 'ref']
  const isWrong = (name: Text) =>
    needed.includes(name) &&
    (values[name].trim() === '' || (name === 'url' && !/^https?:\/\/\S+$/.test(values.url.trim())))
  const node: GraphNode = {
    ...{ id: newId(), kind, title: values.title.trim(), titleEn: values.titleEn.trim(), ...below(present, kind) },
    ref: values.ref.trim() || values.title.trim(),
    data: dataOf(kind, values, present),
  }
  const joinable = present.filter((other) => edgeBetween(node, other) !== null)
  return {
    ...{ kind, values, joinable },
    setKind: (next: NodeKind) => {
      setKind(next)
      setValues(EMPTY)
      setTried(false)
    },
    set: (change: Partial<Values>) => setValues((current) => ({ ...current, ...change })),
    problem: (name: Text) => (tried && isWrong(name) ? t(name === 'url' ? 'needUrl' : 'need') : undefined),
    add: async () => {
      setTried(true)
      if (needed.some(isWrong)) return
      const lines = values.joined.flatMap((id): GraphOperation[] => {
        const edge = edgeBetween(
          node,
          present.find((other) => other.id === id),
        )
        return edge ? [{ op: 'connect', ...edge }] : []
      })
      const answer = await graph.change('added', [{ op: 'create-node', node }, ...lines])
      if (!answer) return
      onClose()
      onAdded(node.id)
    },
  }
}

function dataOf(kind: NodeKind, { ref, url, joined }: Values, present: GraphNode[]): GraphNode['data'] {
  if (kind === 'video') return { url: url.trim() }
  if (kind !== 'fault_code') return {}
  const product = present.find((node) => node.kind === 'product' && joined.includes(node.id))
  return { code: ref.trim().toUpperCase(), ...(product && { productId: product.ref }) }
}

/** Below the lowest of the same kind, so that nothing is covered. */
function below(present: GraphNode[], kind: NodeKind): { x: number; y: number } {
  const same = present.filter((node) => node.kind === kind)
  const lowest = same.toSorted((a, b) => b.y - a.y)[0]
  return lowest ? { x: lowest.x, y: lowest.y + NODE.height + GAP } : { x: 0, y: 0 }
}
