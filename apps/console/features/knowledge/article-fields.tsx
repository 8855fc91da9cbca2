import { AutoComplete, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../components/list/field.tsx'
import { useSession } from '../../session.tsx'
import { BodyField } from './body-field.tsx'
import { DateRange } from './date-range.tsx'
import styles from './knowledge.module.css'
import { QuestionList } from './question-list.tsx'
import type { ArticleDraft } from './use-article-draft.ts'
import { KNOWN_CATEGORIES, useCategoryName } from './use-category-name.ts'
import { useDepartments } from './use-departments.ts'

/** Everything a person writes about an article. */
export function ArticleFields({ edited, readOnly }: { edited: ArticleDraft; readOnly: boolean }) {
  const { t } = useTranslation(['knowledge', 'lists'])
  const { draft, set, missing } = edited
  const wrong = (field: (typeof missing)[number]) =>
    missing.includes(field) ? t(`knowledge:missing.${field}`) : undefined
  return (
    <fieldset className={styles.fields} disabled={readOnly}>
      <Field label={t('knowledge:field.title')} id="article-title" problem={wrong('title')}>
        <Input
          id="article-title"
          size="large"
          maxLength={200}
          value={draft.title}
          onChange={(event) => set({ title: event.target.value })}
          placeholder={t('knowledge:placeholder.title')}
          readOnly={readOnly}
        />
      </Field>
      <div className={styles.pair}>
        <CategoryField edited={edited} problem={wrong('category')} readOnly={readOnly} />
        <Field label={t('knowledge:field.language')}>
          <Segmented
            value={draft.language}
            onChange={(language) => set({ language })}
            disabled={readOnly}
            options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`lists:${value}`) }))}
          />
        </Field>
      </div>
      <BodyField value={draft.body} onChange={(body) => set({ body })} problem={wrong('body')} readOnly={readOnly} />
      <QuestionList questions={draft.questions} onChange={(questions) => set({ questions })} readOnly={readOnly} />
      <div className={styles.pair}>
        <Words
          id="article-products"
          label={t('knowledge:field.products')}
          hint={t('knowledge:help.products')}
          values={draft.products}
          onChange={(products) => set({ products })}
          readOnly={readOnly}
        />
        <Words
          id="article-faults"
          label={t('knowledge:field.faultCodes')}
          hint={t('knowledge:help.faultCodes')}
          values={draft.faultCodes}
          onChange={(codes) => set({ faultCodes: codes.map((code) => code.toUpperCase()) })}
          readOnly={readOnly}
        />
      </div>
      <div className={styles.pair}>
        <Field label={t('knowledge:field.dates')} hint={t('knowledge:help.dates')} problem={wrong('dates')}>
          <DateRange from={draft.validFrom} until={draft.validUntil} onChange={set} readOnly={readOnly} />
        </Field>
        <Field label={t('knowledge:field.channels')} hint={t('knowledge:help.channels')} id="article-channels">
          <Select
            id="article-channels"
            mode="multiple"
            disabled={readOnly}
            value={draft.channels}
            onChange={(channels) => set({ channels })}
            placeholder={t('knowledge:placeholder.channels')}
            options={[{ value: 'web', label: t('knowledge:channel.web') }]}
          />
        </Field>
      </div>
      <OwnerField edited={edited} readOnly={readOnly} />
    </fieldset>
  )
}

function CategoryField({
  edited,
  problem,
  readOnly,
}: {
  edited: ArticleDraft
  problem: string | undefined
  readOnly: boolean
}) {
  const { t } = useTranslation('knowledge')
  const categoryName = useCategoryName()
  const { draft, set } = edited
  return (
    <Field label={t('field.category')} id="article-category" problem={problem}>
      <AutoComplete
        id="article-category"
        disabled={readOnly}
        value={draft.category && categoryName(draft.category)}
        onChange={(typed: string) =>
          set({ category: KNOWN_CATEGORIES.find((known) => categoryName(known) === typed) ?? typed ?? '' })
        }
        placeholder={t('placeholder.category')}
        options={KNOWN_CATEGORIES.map((known) => ({ value: categoryName(known) }))}
        showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
      />
    </Field>
  )
}

function OwnerField({ edited, readOnly }: { edited: ArticleDraft; readOnly: boolean }) {
  const { t } = useTranslation('knowledge')
  const { user, may } = useSession()
  const { items, options } = useDepartments()
  // What another department owns can only be given away by its own people.
  const mine = (id: string) => may('knowledge.manage') || items.find((one) => one.id === id)?.members.includes(user.id)
  return (
    <Field label={t('field.departmentId')} id="article-department" hint={t('help.department')}>
      <Select
        id="article-department"
        allowClear
        disabled={readOnly}
        value={edited.draft.departmentId ?? null}
        onChange={(departmentId?: string | null) => edited.set({ departmentId: departmentId ?? null })}
        placeholder={t('placeholder.department')}
        options={options.map((option) => ({ ...option, disabled: !mine(option.value) }))}
      />
    </Field>
  )
}

type WordsProps = {
  id: string
  label: string
  hint: string
  values: string[]
  onChange: (values: string[]) => void
  readOnly: boolean
}

function Words({ id, label, hint, values, onChange, readOnly }: WordsProps) {
  return (
    <Field label={label} hint={hint} id={id}>
      <Select
        id={id}
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[',', '，', '、', ' ', '\n']}
        disabled={readOnly}
        value={values}
        onChange={onChange}
      />
    </Field>
  )
}
