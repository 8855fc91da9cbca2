import { Alert, Button, Checkbox, Drawer, Form, Input, InputNumber, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role, TeamMember } from '../../../../src/team/contract.ts'
import forms from '../../components/list/form.module.css'
import { useSession } from '../../session.tsx'
import { useSkillName } from '../desk/use-skill-name.ts'
import styles from './team.module.css'
import { type MemberValues, useMemberEditor } from './use-member-editor.ts'

const ROLES = Object.keys({ agent: 1, supervisor: 1, operator: 1, administrator: 1 } satisfies Record<
  Role,
  1
>) as Role[]
/** Skills the shipped flows ask for; any other may be typed. */
const SKILLS = ['after-sale', 'refund', 'technical', 'warranty', 'complaint']

type Props = { member: TeamMember | null; onClose: () => void; onLink: (link: { token: string; name: string }) => void }

export function MemberEditor({ member, onClose, onLink }: Props) {
  const { t } = useTranslation(['team', 'lists', 'shell'])
  const { user } = useSession()
  const skillName = useSkillName()
  const [form] = Form.useForm<MemberValues>()
  const editor = useMemberEditor(member, onClose, onLink)
  return (
    <Drawer
      open
      size={460}
      title={member ? member.name : t('team:new')}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          <span className={styles.spring} />
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="primary" loading={editor.busy} onClick={form.submit}>
            {t(member ? 'lists:save' : 'team:create')}
          </Button>
        </div>
      }
    >
      {member?.disabled && <Alert type="warning" showIcon title={t('team:disabledHint')} className={styles.gap} />}
      <Form<MemberValues>
        className={forms.form}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={editor.initial}
        onFinish={editor.save}
      >
        {!member && (
          <Form.Item
            name="login"
            label={t('team:field.login')}
            extra={t('team:help.login')}
            rules={[{ required: true, pattern: /^[a-zA-Z0-9][a-zA-Z0-9._-]{1,31}$/, message: t('team:missing.login') }]}
          >
            <Input autoFocus autoCapitalize="none" spellCheck={false} maxLength={32} />
          </Form.Item>
        )}
        <div className={styles.pair}>
          <Form.Item
            name="name"
            label={t('team:field.name')}
            rules={[{ required: true, whitespace: true, message: t('team:missing.name') }]}
          >
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="nameEn" label={t('team:field.nameEn')}>
            <Input maxLength={60} />
          </Form.Item>
        </div>
        <Form.Item name="role" label={t('team:field.role')}>
          <Radio.Group
            className={styles.roles}
            options={ROLES.map((value) => ({
              value,
              label: <RoleWords name={t(`shell:role.${value}`)} text={t(`team:does.${value}`)} />,
            }))}
          />
        </Form.Item>
        <Form.Item name="skills" label={t('team:field.skills')} extra={t('team:help.skills')}>
          <Select
            mode="tags"
            tokenSeparators={[',', '，', '、']}
            options={SKILLS.map((value) => ({ value, label: skillName(value) }))}
          />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item
            name="languages"
            label={t('team:field.languages')}
            rules={[{ type: 'array', min: 1, message: t('team:missing.languages') }]}
          >
            <Checkbox.Group options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`lists:${value}`) }))} />
          </Form.Item>
          <Form.Item name="capacity" label={t('team:field.capacity')} extra={t('team:help.capacity')}>
            <InputNumber min={1} max={100} precision={0} />
          </Form.Item>
        </div>
      </Form>
      {member && (
        <section className={styles.access}>
          <h3>{t('team:access')}</h3>
          <Line text={t('team:reset.hint')}>
            <Button size="small" onClick={editor.reset} disabled={member.disabled}>
              {t('team:reset.act')}
            </Button>
          </Line>
          {member.id !== user.id && (
            <Line text={t(member.disabled ? 'team:enable.hint' : 'team:disable.hint')}>
              <Button size="small" danger={!member.disabled} onClick={member.disabled ? editor.enable : editor.disable}>
                {t(member.disabled ? 'team:enable.act' : 'team:disable.act')}
              </Button>
            </Line>
          )}
        </section>
      )}
    </Drawer>
  )
}

const RoleWords = ({ name, text }: { name: string; text: string }) => (
  <span className={styles.role}>
    {name}
    <span className={styles.faint}>{text}</span>
  </span>
)

function Line({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <span>{text}</span>
      {children}
    </div>
  )
}
