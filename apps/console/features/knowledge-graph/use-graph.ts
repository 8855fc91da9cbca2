import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GraphEdge, GraphNode, GraphOperation } from '../../../../src/knowledge/graph/contract.ts'
import { get, post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

export type Picture = { nodes: GraphNode[]; edges: GraphEdge[]; truncated: boolean }
export type Step = 'added' | 'edited' | 'moved' | 'connected' | 'deleted' | 'undone'
type Change = { operations: GraphOperation[]; step: Step }
type Answer = { inverse: GraphOperation[]; nodes: GraphNode[] }

/** As many as one picture can show and still be read. */
const MOST = 300
const KEPT_STEPS = 50

/** What is around something, so many lines away; all of the graph when nothing is named. */
export function usePictureAround(around: string, depth: number) {
  return useQuery({
    queryKey: ['knowledge-graph', around, around ? depth : 0],
    queryFn: ({ signal }) => get<Picture>('/api/knowledge/graph', { around, depth, limit: MOST }, signal),
    placeholderData: keepPreviousData,
  })
}

/** The graph around something, or all of it, and changing it; every change can be undone, the last one first. */
export function useGraph({ around, depth }: { around: string; depth: number }) {
  const { t } = useTranslation('knowledge-graph')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const [past, setPast] = useState<GraphOperation[][]>([])
  const query = usePictureAround(around, depth)
  const change = useMutation({
    retry: false,
    mutationFn: ({ operations }: Change) => post<Answer>('/api/knowledge/graph/changes', { operations }),
    onSuccess: async ({ inverse }, { step }) => {
      if (step !== 'undone' && inverse.length > 0) setPast((steps) => [...steps, inverse].slice(-KEPT_STEPS))
      await client.invalidateQueries({ queryKey: ['knowledge-graph'] })
      // A node that was moved is seen to have moved; the others are said.
      if (step !== 'moved') done(t(`did.${step}`), step === 'deleted' ? () => back(inverse) : undefined)
    },
    onError: async (error) => {
      await client.invalidateQueries({ queryKey: ['knowledge-graph'] })
      failed(error)
    },
  })
  const back = (operations: GraphOperation[]) => {
    setPast((steps) => steps.filter((step) => step !== operations))
    change.mutate({ operations, step: 'undone' })
  }
  const last = past.at(-1)
  return {
    query,
    busy: change.isPending,
    mayUndo: last !== undefined,
    undo: () => last && back(last),
    change: (step: Step, operations: GraphOperation[]) => change.mutateAsync({ operations, step }).catch(() => null),
  }
}
export type Graph = ReturnType<typeof useGraph>
