import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Segmented, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignPlan, Question } from '../../../../src/outbound/contract.ts'
import { Field } from '../../components/list/field.tsx'
import type { PlanProps } from './campaign-editor.tsx'
import styles from './campaigns.module.css'
import { QuestionForm } from './question-form.tsx'

type Props = PlanProps & { name: string; onName: (name: string) => void }
const PURPOSES = ['greeting', 'reminder', 'questionnaire'] as const

/** What the campaign is and what is said. */
export function WordsCard({ plan, onChange, name, onName }: Props) {
  const { t } = useTranslation('campaigns')
  const id = useId()
  const evident = plan.basis === 'service' || plan.audience.from === 'numbers'
  const setPurpose = (purpose: CampaignPlan['purpose']) => {
    const asks = purpose === 'questionnaire'
    onChange({ purpose, questions: asks ? (plan.questions.length ? plan.questions : [freshQuestion(1)]) : [] })
  }
  return (
    <section className={styles.card}>
      <h2>{t('words')}</h2>
      <Field label={t('name')} id={`${id}-name`}>
        <Input id={`${id}-name`} value={name} maxLength={80} onChange={(event) => onName(event.target.value)} />
      </Field>
      <Field label={t('purpose.title')}>
        <Segmented
          value={plan.purpose}
          onChange={setPurpose}
          options={PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
        />
      </Field>
      <Field label={t('basis.title')} id={`${id}-basis`} hint={t(`basisHint.${plan.basis}`)}>
        <Select
          id={`${id}-basis`}
          value={plan.basis}
          onChange={(basis) => onChange({ basis })}
          options={(['service', 'consent'] as const).map((value) => ({ value, label: t(`basis.${value}`) }))}
        />
      </Field>
      {evident && (
        <Field label={t(`evidence.${plan.basis}`)} id={`${id}-evidence`}>
          <Input
            id={`${id}-evidence`}
            value={plan.evidence}
            maxLength={300}
            placeholder={t(`evidenceExample.${plan.basis}`)}
            onChange={(event) => onChange({ evidence: event.target.value })}
          />
        </Field>
      )}
      <Both
        label={t('text')}
        hint={t('textHint')}
        value={plan.text}
        most={600}
        onChange={(text) => onChange({ text })}
      />
      {plan.purpose === 'questionnaire' && <Questions plan={plan} onChange={onChange} />}
      <Both
        label={t('closing')}
        hint={t('closingHint')}
        value={plan.closing}
        most={200}
        onChange={(closing) => onChange({ closing })}
      />
    </section>
  )
}

function Questions({ plan: { questions }, onChange }: PlanProps) {
  const { t } = useTranslation('campaigns')
  const set = (next: Question[]) => onChange({ questions: next })
  return (
    <>
      {questions.map((question, n) => (
        <QuestionForm
          key={question.id}
          n={n + 1}
          question={question}
          onChange={(next) => set(questions.with(n, next))}
          onRemove={questions.length > 1 ? () => set(questions.toSpliced(n, 1)) : null}
        />
      ))}
      <Button
        icon={<PlusOutlined aria-hidden />}
        disabled={questions.length >= 10}
        onClick={() => set([...questions, freshQuestion(nextNumber(questions))])}
      >
        {t('addQuestion')}
      </Button>
    </>
  )
}

const nextNumber = (questions: Question[]) => Math.max(0, ...questions.map(({ id }) => Number(id.slice(1)) || 0)) + 1

const freshQuestion = (n: number): Question => ({
  ...{ id: `q${n}`, text: { zh: '', en: '' } },
  choices: (['1', '2'] as const).map((key) => ({ key, label: { zh: '', en: '' }, words: [] })),
})

type BothProps = {
  label: string
  hint: string
  value: { zh: string; en: string }
  most: number
  onChange: (value: { zh: string; en: string }) => void
}
function Both({ label, hint, value, most, onChange }: BothProps) {
  const { t } = useTranslation('campaigns')
  return (
    <Field label={label} hint={hint}>
      <div className={styles.pair}>
        {(['zh', 'en'] as const).map((language) => (
          <Input.TextArea
            key={language}
            aria-label={`${label} ${t(language)}`}
            placeholder={t(language)}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={most}
            value={value[language]}
            onChange={(event) => onChange({ ...value, [language]: event.target.value })}
          />
        ))}
      </div>
    </Field>
  )
}
