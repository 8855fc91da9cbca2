import type { FlowGraph } from '../../../../src/dialogue/contract.ts'

export const NODE = { width: 216, height: 62 } as const
const GAP = { x: 44, y: 52 } as const
const SWEEPS = 6

/** Width of the lane that a line takes through a layer it only passes. */
const LANE = 26
/** Room for the word of a line at the top of its first lane. */
const WORDS = 112

export type Placed = { id: string; x: number; y: number; layer: number }
/** `bends` by `from→to`: middles of the lanes a long line runs through, from top to bottom. */
export type Layout = { nodes: Placed[]; bends: Map<string, { x: number; y: number }[]> }

/**
 * A layered picture from top to bottom: lines that lead back are left out of the ranking, each step stands below the
 * longest way to it, lines over several layers get a lane of their own in each, and the order within a layer follows
 * the neighbours so that few lines cross.
 */
export function layoutGraph({ nodes, edges }: Pick<FlowGraph, 'edges'> & { nodes: { id: string }[] }): Layout {
  const ids = nodes.map((node) => node.id)
  const known = new Set(ids)
  const proper = edges.filter((edge) => known.has(edge.from) && known.has(edge.to) && edge.from !== edge.to)
  const forward = [...new Map(withoutLoops(ids, proper).map((edge) => [edgeKey(edge.from, edge.to), edge])).values()]
  const layerOf = rank(ids, forward)
  const layers: string[][] = []
  for (const id of ids) {
    const at = layerOf.get(id) ?? 0
    layers[at] = [...(layers[at] ?? []), id]
  }
  const { short, lanes } = cutLong(forward, layerOf, layers)
  arrange(layers, short)
  const x = place(layers, short, known)
  const y = (layer: number) => layer * (NODE.height + GAP.y)
  return {
    nodes: ids.map((id) => ({
      id,
      x: Math.round(x.get(id) ?? 0),
      y: y(layerOf.get(id) ?? 0),
      layer: layerOf.get(id) ?? 0,
    })),
    bends: new Map(
      [...lanes].map(([key, passed]) => [
        key,
        passed.map(({ id, layer }) => ({ x: Math.round((x.get(id) ?? 0) + widthOf(id, known) / 2), y: y(layer) })),
      ]),
    ),
  }
}

/** Cuts every line over several layers into pieces from layer to layer, with a lane in each that it passes. */
function cutLong(edges: Edge[], layerOf: Map<string, number>, layers: string[][]) {
  const short: Edge[] = []
  const lanes = new Map<string, { id: string; layer: number }[]>()
  for (const { from, to, label } of edges) {
    const key = edgeKey(from, to)
    const passed: { id: string; layer: number }[] = []
    let last = from
    for (let layer = (layerOf.get(from) ?? 0) + 1; layer < (layerOf.get(to) ?? 0); layer++) {
      const id = `${key}#${layer}${label && last === from ? WORDED : ''}`
      passed.push({ id, layer })
      layers[layer] = [...(layers[layer] ?? []), id]
      short.push({ from: last, to: id })
      last = id
    }
    short.push({ from: last, to })
    if (passed.length) lanes.set(key, passed)
  }
  return { short, lanes }
}

const WORDED = '…'
const widthOf = (id: string, known: Set<string>): number =>
  known.has(id) ? NODE.width : id.endsWith(WORDED) ? WORDS : LANE

export const edgeKey = (from: string, to: string): string => `${from}→${to}`

type Edge = { from: string; to: string; label?: string }

/** Drops edges that close a circle, found by walking depth first in reading order. */
function withoutLoops(ids: string[], edges: Edge[]): Edge[] {
  const out = groupBy(edges, (edge) => edge.from)
  const state = new Map<string, 'open' | 'done'>()
  const kept: Edge[] = []
  const visit = (id: string) => {
    state.set(id, 'open')
    for (const edge of out.get(id) ?? []) {
      const seen = state.get(edge.to)
      if (seen === 'open') continue
      kept.push(edge)
      if (!seen) visit(edge.to)
    }
    state.set(id, 'done')
  }
  for (const id of ids) if (!state.has(id)) visit(id)
  return kept
}

/** The layer of a node is the longest way to it. */
function rank(ids: string[], edges: Edge[]): Map<string, number> {
  const into = groupBy(edges, (edge) => edge.to)
  const layerOf = new Map<string, number>()
  const layer = (id: string): number => {
    const known = layerOf.get(id)
    if (known !== undefined) return known
    const found = Math.max(-1, ...(into.get(id) ?? []).map((edge) => layer(edge.from))) + 1
    layerOf.set(id, found)
    return found
  }
  for (const id of ids) layer(id)
  return layerOf
}

/** Sorts each layer by the mean place of its neighbours, down and up in turn. */
function arrange(layers: string[][], edges: Edge[]): void {
  const into = groupBy(edges, (edge) => edge.to)
  const out = groupBy(edges, (edge) => edge.from)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0
    const order = new Map(layers.flatMap((layer) => layer.map((id, at) => [id, at / layer.length] as const)))
    for (const layer of down ? layers : layers.toReversed()) {
      const neighbours = (id: string) =>
        down ? (into.get(id) ?? []).map((edge) => edge.from) : (out.get(id) ?? []).map((edge) => edge.to)
      const want = new Map(
        layer.map((id) => [id, mean(neighbours(id).map((other) => order.get(other) ?? 0)) ?? order.get(id) ?? 0]),
      )
      layer.sort((a, b) => (want.get(a) ?? 0) - (want.get(b) ?? 0))
      for (const [at, id] of layer.entries()) order.set(id, at / layer.length)
    }
  }
}

/** Left edges: each under the middle of those that lead to it, as far as its neighbours in the layer leave room. */
function place(layers: string[][], edges: Edge[], known: Set<string>): Map<string, number> {
  const into = groupBy(edges, (edge) => edge.to)
  const width = (id: string) => widthOf(id, known)
  const middle = new Map<string, number>()
  for (const layer of layers) {
    const wanted = layer.map((id) => mean((into.get(id) ?? []).flatMap((edge) => middle.get(edge.from) ?? [])) ?? 0)
    const at: number[] = []
    for (const [index, want] of wanted.entries()) {
      const before = at[index - 1]
      const room = (width(layer[index - 1] ?? '') + width(layer[index] ?? '')) / 2 + GAP.x
      at.push(before === undefined ? want : Math.max(want, before + room))
    }
    // Pushing to the right moved the layer; bring its middle back to where it was wanted.
    const shift = (mean(wanted) ?? 0) - (mean(at) ?? 0)
    for (const [index, id] of layer.entries()) middle.set(id, (at[index] ?? 0) + shift)
  }
  return new Map([...middle].map(([id, x]) => [id, x - width(id) / 2]))
}

const mean = (numbers: number[]): number | null =>
  numbers.length ? numbers.reduce((sum, number) => sum + number, 0) / numbers.length : null

function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}
