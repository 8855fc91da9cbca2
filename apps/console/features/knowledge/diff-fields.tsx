import { useTranslation } from 'react-i18next'
import type { VersionDiff } from '../../../../src/knowledge/workflow/contract.ts'
import { formatDay } from '../../../kit/format.ts'
import { usePreferences } from '../../preferences.ts'
import { DRAFT_FIELDS } from './article-draft.ts'
import { useCategoryName } from './use-category-name.ts'
import { useDepartments } from './use-departments.ts'
import styles from './versions.module.css'

type Changed = VersionDiff['fields'][number]
type Named = (typeof DRAFT_FIELDS)[number]

/** The other fields that differ: what they were and what they are. */
export function DiffFields({ fields }: { fields: Changed[] }) {
  const { t } = useTranslation('knowledge')
  const words = useValueWords()
  const named = fields.filter(({ field }) => (DRAFT_FIELDS as readonly string[]).includes(field))
  if (named.length === 0) return null
  return (
    <>
      <h3>{t('versions.others')}</h3>
      <dl className={styles.fields}>
        {named.map(({ field, from, to }) => (
          <div key={field}>
            <dt>{t(`field.${field as Named}`)}</dt>
            <dd>
              <del>{words(field as Named, from)}</del> → <ins>{words(field as Named, to)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function useValueWords(): (field: Named, value: unknown) => string {
  const { t } = useTranslation(['knowledge', 'lists'])
  const { locale } = usePreferences()
  const categoryName = useCategoryName()
  const { nameOf } = useDepartments()
  return (field, value) => {
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      return t('knowledge:versions.nothing')
    if (Array.isArray(value)) return value.join(t('knowledge:conflict.comma'))
    const text = String(value)
    if (field === 'category') return categoryName(text)
    if (field === 'departmentId') return nameOf(text) || text
    if (field === 'validFrom' || field === 'validUntil') return formatDay(text, locale)
    if (field === 'language' && (text === 'zh' || text === 'en')) return t(`lists:${text}`)
    return text
  }
}
