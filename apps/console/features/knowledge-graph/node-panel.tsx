import { AimOutlined, CloseOutlined, DeleteOutlined, DisconnectOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type CSSProperties, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { GraphEdge, GraphNode } from '../../../../src/knowledge/graph/contract.ts'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { edgeBetween, edgeId } from './edge-between.ts'
import styles from './graph.module.css'
import { KINDS, nodeTitle } from './node-kinds.tsx'
import { PartStock } from './part-stock.tsx'
import { TitleForm } from './title-form.tsx'
import type { Graph, Picture } from './use-graph.ts'

type Props = {
  node: GraphNode
  graph: Graph
  picture: Picture
  onChoose: (id: string) => void
  onFocus: () => void
  onClose: () => void
}

/** One thing: what it is, what it is joined with, and changing both without the mouse. */
export function NodePanel({ node, graph, picture, onChoose, onFocus, onClose }: Props) {
  const { t } = useTranslation(['knowledge-graph', 'lists'])
  const { locale } = usePreferences()
  const { may } = useSession()
  const { icon, color } = KINDS[node.kind]
  const writes = may('knowledge.write')
  const drop = async () => {
    onClose()
    await graph.change('deleted', [{ op: 'delete-node', id: node.id }])
  }
  return (
    <aside className={styles.panel} style={{ '--kind': color } as CSSProperties}>
      <header className={styles.panelHead}>
        <span className={styles.nodeIcon}>{icon}</span>
        <span className={styles.nodeWords}>
          <span className={styles.nodeKind}>
            {t(`knowledge-graph:kind.${node.kind}`)} {node.data.code && <code>{node.data.code}</code>}
          </span>
          <h2>{nodeTitle(node, locale)}</h2>
        </span>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('lists:close')}
          onClick={onClose}
        />
      </header>
      <p className={styles.ref}>{node.ref}</p>
      {node.kind === 'part' && <PartStock part={node} />}
      {node.kind === 'article' && (
        <Link to={`/knowledge/${encodeURIComponent(node.ref)}`}>{t('knowledge-graph:openArticle')}</Link>
      )}
      {node.data.url && (
        <a href={node.data.url} target="_blank" rel="noreferrer noopener">
          {t('knowledge-graph:openVideo')}
        </a>
      )}
      <div className={styles.panelActs}>
        <Button size="small" icon={<AimOutlined aria-hidden />} onClick={onFocus}>
          {t('knowledge-graph:focus')}
        </Button>
        {writes && (
          <Button size="small" danger icon={<DeleteOutlined aria-hidden />} onClick={() => void drop()}>
            {t('knowledge-graph:delete')}
          </Button>
        )}
      </div>
      <Joined node={node} graph={graph} picture={picture} writes={writes} onChoose={onChoose} />
      {writes && node.kind !== 'article' && <TitleForm node={node} graph={graph} />}
    </aside>
  )
}

type JoinedProps = Pick<Props, 'node' | 'graph' | 'picture' | 'onChoose'> & { writes: boolean }

function Joined({ node, graph, picture, writes, onChoose }: JoinedProps) {
  const { t } = useTranslation('knowledge-graph')
  const { locale } = usePreferences()
  const [typed, setTyped] = useState('')
  const edges = picture.edges.filter(({ from, to }) => from === node.id || to === node.id)
  const otherOf = (edge: GraphEdge) =>
    picture.nodes.find(({ id }) => id === (edge.from === node.id ? edge.to : edge.from))
  const known = new Set(edges.map(edgeId))
  const joinable = picture.nodes.flatMap((other) => {
    const edge = edgeBetween(node, other)
    return edge && !known.has(edgeId(edge)) ? [{ value: other.id, label: nodeTitle(other, locale), edge }] : []
  })
  return (
    <>
      <h3>{t('joined')}</h3>
      <ul className={styles.joined}>
        {edges.map((edge) => {
          const other = otherOf(edge)
          if (!other) return null
          return (
            <li key={edgeId(edge)} style={{ '--kind': KINDS[other.kind].color } as CSSProperties}>
              <button type="button" onClick={() => onChoose(other.id)}>
                {KINDS[other.kind].icon} {nodeTitle(other, locale)}
              </button>
              {writes && (
                <Button
                  type="text"
                  size="small"
                  icon={<DisconnectOutlined aria-hidden />}
                  aria-label={t('disconnect', { name: nodeTitle(other, locale) })}
                  title={t('disconnect', { name: nodeTitle(other, locale) })}
                  onClick={() => void graph.change('deleted', [{ op: 'disconnect', ...edge }])}
                />
              )}
            </li>
          )
        })}
      </ul>
      {edges.length === 0 && <p className={styles.quiet}>{t('alone')}</p>}
      {writes && (
        <Select
          className={styles.join}
          size="small"
          aria-label={t('join')}
          placeholder={t('join')}
          value={null}
          showSearch={{ optionFilterProp: 'label', searchValue: typed, onSearch: setTyped }}
          options={joinable.map(({ value, label }) => ({ value, label }))}
          onChange={(id: string | null) => {
            const found = joinable.find(({ value }) => value === id)
            if (found) void graph.change('connected', [{ op: 'connect', ...found.edge }])
            setTyped('')
          }}
        />
      )}
    </>
  )
}
