import { ApartmentOutlined, PlusOutlined, UndoOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { KnowledgeHead } from '../knowledge/knowledge-head.tsx'
import { AddNode } from './add-node.tsx'
import { FindNode } from './find-node.tsx'
import styles from './graph.module.css'
import { GraphList } from './graph-list.tsx'
import { GraphPicture } from './graph-picture.tsx'
import { NodePanel } from './node-panel.tsx'
import { type Graph, useGraph } from './use-graph.ts'

const DEPTHS = ['1', '2', '3'] as const

/** What belongs together: products, their fault codes, the manuals, videos and parts for them. */
export default function GraphPage() {
  const { t } = useTranslation(['knowledge-graph', 'knowledge'])
  const { may } = useSession()
  const filters = useFilters(['around', 'depth', 'view', 'node'])
  const { around, view } = filters.values
  const depth = filters.values.depth || '1'
  const graph = useGraph({ around, depth: Number(depth) })
  const [adding, setAdding] = useState(false)
  const writes = may('knowledge.write')
  useCommands(
    writes
      ? [
          {
            ...{ id: 'graph:add', title: t('knowledge-graph:add.title'), group: t('knowledge-graph:title') },
            keys: 'n',
            run: () => setAdding(true),
          },
          {
            ...{ id: 'graph:undo', title: t('knowledge-graph:undo'), group: t('knowledge-graph:title') },
            keys: 'mod+z',
            run: graph.undo,
          },
        ]
      : [],
  )
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <KnowledgeHead hint={t('knowledge-graph:hint')}>
          {writes && (
            <>
              <Button icon={<UndoOutlined aria-hidden />} disabled={!graph.mayUndo} onClick={graph.undo}>
                {t('knowledge-graph:undo')} <Kbd keys="mod+z" />
              </Button>
              <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
                {t('knowledge-graph:add.title')} <Kbd keys="n" />
              </Button>
            </>
          )}
        </KnowledgeHead>
        <FilterBar
          active={around !== ''}
          onClear={() => filters.set({ around: '', node: '' })}
          end={
            <Segmented
              value={view === 'list' ? 'list' : 'picture'}
              onChange={(next) => filters.set({ view: next === 'list' ? 'list' : '' })}
              options={[
                { value: 'picture', label: t('knowledge-graph:view.picture'), icon: <ApartmentOutlined aria-hidden /> },
                { value: 'list', label: t('knowledge-graph:view.list'), icon: <UnorderedListOutlined aria-hidden /> },
              ]}
            />
          }
        >
          <FindNode around={around} onFind={(next) => filters.set({ around: next, node: '' })} />
          {around && (
            <span className={styles.depth}>
              <span id="graph-depth">{t('knowledge-graph:depth')}</span>
              <Segmented
                aria-labelledby="graph-depth"
                value={depth}
                onChange={(next) => filters.set({ depth: next })}
                options={[...DEPTHS]}
              />
            </span>
          )}
        </FilterBar>
      </div>
      <Body
        graph={graph}
        list={view === 'list'}
        around={around}
        chosen={filters.values.node}
        onChoose={(node) => filters.set({ node })}
        onFocus={(id) => filters.set({ around: id, node: id })}
      />
      {adding && <AddNode graph={graph} onClose={() => setAdding(false)} onAdded={(node) => filters.set({ node })} />}
    </div>
  )
}

type BodyProps = {
  graph: Graph
  list: boolean
  around: string
  chosen: string
  onChoose: (id: string) => void
  onFocus: (id: string) => void
}

function Body({ graph, list, around, chosen, onChoose, onFocus }: BodyProps) {
  const { t } = useTranslation('knowledge-graph')
  const { query } = graph
  if (query.isPending) return <Loading rows={8} />
  if (!query.data) return <Problem error={query.error} onRetry={() => query.refetch()} />
  const { nodes, truncated } = query.data
  if (nodes.length === 0)
    return <Empty title={t(around ? 'nothing' : 'empty')} hint={t(around ? 'nothingHint' : 'emptyHint')} />
  const node = nodes.find((one) => one.id === chosen)
  const view = { graph, picture: query.data, chosen, onChoose }
  return (
    <div className={node ? styles.work : `${styles.work} ${styles.alone}`}>
      <div className={styles.place}>
        {truncated && <p className={styles.truncated}>{t('truncated', { count: nodes.length })}</p>}
        {list ? <GraphList {...view} /> : <GraphPicture {...view} focused={around !== ''} />}
      </div>
      {node && (
        <NodePanel key={node.id} node={node} {...view} onFocus={() => onFocus(node.id)} onClose={() => onChoose('')} />
      )}
    </div>
  )
}
