// Row types of the schema. Regenerate with: npm run schema
import type { ColumnType } from 'kysely'

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Time = ColumnType<Date, Date | string, Date | string>
type Json = ColumnType<unknown, string, string>
type BigInteger = ColumnType<number, number, number>
type TransactionId = ColumnType<string, string, string>

export type Tables = {
  api_keys: {
    id: string
    name: string
    token_hash: string
    prefix: string
    permissions: Json
    created_by: string
    created_at: Generated<Time>
    used_at: Time | null
    revoked_at: Time | null
  }
  articles: {
    id: string
    category: string
    language: string
    title: string
    body: string
    questions: Generated<Json>
    products: Generated<Json>
    fault_codes: Generated<Json>
    channels: Generated<Json>
    status: string
    translation_of: string | null
    valid_from: Time | null
    valid_until: Time | null
    version: Generated<number>
    updated_by: string
    updated_at: Generated<Time>
    published_at: Time | null
    helpful: Generated<number>
    unhelpful: Generated<number>
  }
  audit_log: {
    id: Generated<BigInteger>
    at: Generated<Time>
    actor: string
    action: string
    target: Generated<string>
    detail: Generated<Json>
    ip: Generated<string>
  }
  canned_replies: {
    id: string
    shortcut: string
    language: string
    title: string
    body: string
    owner_id: string | null
    updated_at: Generated<Time>
  }
  conversations: {
    id: string
    customer_id: string
    channel: string
    language: Generated<string>
    status: string
    version: number
    last_seq: Generated<number>
    answered_seq: Generated<number>
    customer_seq: Generated<number>
    dialogue: Json
    pending: Json | null
    lease_owner: string | null
    lease_until: Time | null
    assignee_id: string | null
    skill: string | null
    priority: Generated<number>
    subject: string | null
    hand_over: Json | null
    queued_at: Time | null
    accepted_at: Time | null
    close_reason: string | null
    closed_at: Time | null
    opened_at: Generated<Time>
    last_message_at: Generated<Time>
    last_message: Json | null
    customer_read_seq: Generated<number>
    customer_delivered_seq: Generated<number>
    agent_read_seq: Generated<number>
    rating: number | null
    rating_comment: string | null
    rated_at: Time | null
  }
  customer_identities: {
    channel: string
    address: string
    customer_id: string
    created_at: Generated<Time>
  }
  customers: {
    id: string
    display_name: string
    external_id: string | null
    tier: Generated<string>
    language: Generated<string>
    verified: Generated<boolean>
    elderly: Generated<boolean>
    tags: Generated<Json>
    attributes: Generated<Json>
    created_at: Generated<Time>
    seen_at: Generated<Time>
  }
  events: {
    xid: Generated<TransactionId>
    id: Generated<BigInteger>
    at: Generated<Time>
    kind: string
    conversation_id: string | null
    customer_id: string | null
    actor: string
    payload: Json
  }
  files: {
    id: string
    name: string
    mime: string
    size: number
    sha256: string
    customer_id: string | null
    uploaded_by: string
    created_at: Generated<Time>
  }
  idempotency_keys: {
    actor: string
    key: string
    request_hash: string
    status: number | null
    response: Json | null
    created_at: Generated<Time>
  }
  messages: {
    conversation_id: string
    seq: number
    client_id: string | null
    author_kind: string
    author_id: string
    author_name: string
    parts: Json
    generated: Generated<boolean>
    internal: Generated<boolean>
    at: Generated<Time>
  }
  migrations: {
    name: string
    applied_at: Generated<Time>
  }
  presence: {
    user_id: string
    status: string
    reason: Generated<string>
    changed_at: Generated<Time>
    seen_at: Generated<Time>
  }
  readers: {
    name: string
    xid: TransactionId
    id: BigInteger
    advanced_at: Generated<Time>
  }
  sessions: {
    token_hash: string
    user_id: string
    created_at: Generated<Time>
    seen_at: Generated<Time>
    expires_at: Time
    ip: Generated<string>
    user_agent: Generated<string>
  }
  settings: {
    key: string
    value: Json
    updated_at: Generated<Time>
  }
  sign_in_attempts: {
    login_hash: string
    attempts: number
    locked_until: Time | null
    changed_at: Generated<Time>
  }
  sign_in_links: {
    token_hash: string
    user_id: string
    expires_at: Time
    used_at: Time | null
  }
  ticket_notes: {
    id: string
    ticket_id: string
    author: string
    author_name: string
    body: string
    customer_visible: Generated<boolean>
    at: Generated<Time>
  }
  tickets: {
    id: string
    number: Generated<BigInteger>
    type: string
    title: string
    description: Generated<string>
    fields: Generated<Json>
    priority: string
    status: string
    customer_id: string
    conversation_id: string | null
    assignee_id: string | null
    version: Generated<number>
    created_by: string
    created_at: Generated<Time>
    updated_at: Generated<Time>
    due_at: Time | null
    resolved_at: Time | null
  }
  users: {
    id: string
    login: string
    name: string
    name_en: Generated<string>
    email: Generated<string>
    role: string
    skills: Generated<Json>
    languages: Generated<Json>
    capacity: Generated<number>
    password_hash: string | null
    must_change_password: Generated<boolean>
    disabled: Generated<boolean>
    locale: Generated<string>
    created_at: Generated<Time>
    signed_in_at: Time | null
  }
}
