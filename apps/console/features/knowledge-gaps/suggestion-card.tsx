import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ArticleSuggestion } from '../../../../src/knowledge/gaps/contract.ts'
import { StatusMark, Word } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { RichText } from '../../components/rich-text.tsx'
import { useSession } from '../../session.tsx'
import styles from './gaps.module.css'
import { SuggestionForm } from './suggestion-form.tsx'
import { useSuggestion } from './use-suggestion.ts'

const SHOWN = 4

/** One missing article: how many asked for it, in which words, and what is drafted so far. */
export function SuggestionCard({ suggestion }: { suggestion: ArticleSuggestion }) {
  const { t } = useTranslation(['knowledge-gaps', 'lists'])
  const { may } = useSession()
  const [writing, setWriting] = useState(false)
  const acts = useSuggestion(suggestion)
  const { source, size, examples, status } = suggestion
  const isOpen = status === 'open'
  return (
    <li className={styles.card}>
      <header className={styles.cardHead}>
        <span className={styles.size}>
          <strong>{size}</strong>
          {t('knowledge-gaps:suggestions.customers', { count: size })}
        </span>
        <div className={styles.cardWords}>
          <h2>{suggestion.title}</h2>
          <p className={styles.quiet}>
            {t(`knowledge-gaps:suggestions.from.${source}`)} · <RelativeTime at={suggestion.createdAt} />
            {suggestion.language === 'en' && <Word title={t('lists:en')}>EN</Word>}
            {suggestion.conversationId && may('conversations.read') && (
              <Link to={`/conversations/${encodeURIComponent(suggestion.conversationId)}`}>
                {t('knowledge-gaps:suggestions.conversation')}
              </Link>
            )}
          </p>
        </div>
        {status === 'accepted' && suggestion.articleId && (
          <Link to={`/knowledge/${encodeURIComponent(suggestion.articleId)}`}>
            {t('knowledge-gaps:suggestions.article')}
          </Link>
        )}
        {!isOpen && (
          <StatusMark tone={status === 'accepted' ? 'good' : 'quiet'}>
            {t(`knowledge-gaps:suggestions.is.${status}`)}
          </StatusMark>
        )}
        {isOpen && may('knowledge.write') && !writing && (
          <span className={styles.acts}>
            <Button size="small" type="primary" onClick={() => setWriting(true)}>
              {t('knowledge-gaps:suggestions.write')}
            </Button>
            <Button size="small" loading={acts.dismiss.isPending} onClick={() => acts.dismiss.mutate()}>
              {t('knowledge-gaps:suggestions.dismiss')}
            </Button>
          </span>
        )}
      </header>
      {writing ? (
        <SuggestionForm suggestion={suggestion} acts={acts} onClose={() => setWriting(false)} />
      ) : (
        <>
          {examples.length > 0 && (
            <ul className={styles.examples} aria-label={t('knowledge-gaps:suggestions.examples')}>
              {examples.slice(0, SHOWN).map((example) => (
                <li key={example}>{example}</li>
              ))}
            </ul>
          )}
          {suggestion.body && (
            <div className={styles.body}>
              <RichText text={suggestion.body} markdown />
            </div>
          )}
        </>
      )}
    </li>
  )
}
