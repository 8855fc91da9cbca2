import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../preferences.ts'
import styles from './graph.module.css'
import { KINDS, NODE_KINDS, nodeTitle } from './node-kinds.tsx'
import type { Picture } from './use-graph.ts'

type Props = { picture: Picture; chosen: string; onChoose: (id: string) => void }

/** The same graph in words: every thing by its kind, and what it is joined with. */
export function GraphList({ picture, chosen, onChoose }: Props) {
  const { t } = useTranslation('knowledge-graph')
  const { locale } = usePreferences()
  const titleOf = new Map(picture.nodes.map((node) => [node.id, nodeTitle(node, locale)]))
  return (
    <div className={styles.list}>
      {NODE_KINDS.map((kind) => {
        const nodes = picture.nodes.filter((node) => node.kind === kind)
        if (nodes.length === 0) return null
        return (
          <section key={kind} aria-labelledby={`graph-${kind}`}>
            <h2 id={`graph-${kind}`}>
              {KINDS[kind].icon} {t(`kind.${kind}`)} <span>{nodes.length}</span>
            </h2>
            <ul>
              {nodes.map((node) => {
                const joined = picture.edges.flatMap(({ from, to }) =>
                  from === node.id ? [to] : to === node.id ? [from] : [],
                )
                return (
                  <li key={node.id}>
                    <button
                      type="button"
                      aria-pressed={node.id === chosen}
                      className={node.id === chosen ? styles.listChosen : undefined}
                      onClick={() => onChoose(node.id)}
                    >
                      <b>
                        {node.data.code && <code>{node.data.code}</code>} {nodeTitle(node, locale)}
                      </b>
                      <span>
                        {joined.length > 0
                          ? t('joinedWith', { names: joined.map((id) => titleOf.get(id) ?? id).join(t('comma')) })
                          : t('alone')}
                      </span>
                    </button>
                  </li>
                )
              })}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
