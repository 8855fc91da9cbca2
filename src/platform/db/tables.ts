// Row types of the schema. Regenerate with: npm run schema
import type { ColumnType } from 'kysely'

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Time = ColumnType<Date, Date | string, Date | string>
type Json = ColumnType<unknown, string, string>
type BigInteger = ColumnType<number, number, number>
type TransactionId = ColumnType<string, string, string>

export type Tables = {
  address_blocks: {
    id: string
    customer_id: string
    address_key: string
    masked: string
    reason: string
    blocked_by: string
    created_at: Generated<Time>
    expires_at: Time
  }
  agent_phones: {
    user_id: string
    status: string
    node: string
    seen_at: Generated<Time>
  }
  agent_profiles: {
    user_id: string
    levels: Generated<Json>
    channels: Generated<Json>
    serves: boolean | null
    last_got_at: Time | null
    updated_at: Generated<Time>
    senior: Generated<boolean>
  }
  alert_channels: {
    id: string
    kind: string
    name: string
    sealed: string
    hint: string
    language: Generated<string>
    severities: Json
    quiet: Json | null
    enabled: Generated<boolean>
    sent: Generated<Json>
    paused_until: Time | null
    busy_until: Time | null
    last_sent_at: Time | null
    last_error: string | null
    created_by: string
    created_at: Generated<Time>
  }
  alert_outbox: {
    id: Generated<BigInteger>
    channel_id: string
    alert_id: string
    what: string
    status: Generated<string>
    attempts: Generated<number>
    next_at: Generated<Time>
    created_at: Generated<Time>
  }
  answer_choices: {
    conversation_id: string
    seq: number
    at: Generated<Time>
    candidates: Json
    chosen: number
    offered: boolean
    reward: number | null
    reward_from: string | null
    rewarded_at: Time | null
  }
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
  article_checks: {
    article_id: string
    version: number
  }
  article_drafts: {
    article_id: string
    version: Generated<number>
    status: string
    content: Json
    edited_by: string
    updated_at: Generated<Time>
  }
  article_pairs: {
    left_id: string
    right_id: string
    kind: string
    score: number
    reason: Json
    dismissed_by: string | null
    found_at: Generated<Time>
  }
  article_reminders: {
    article_id: string
    valid_until: Time
    stage: string
    at: Generated<Time>
  }
  article_reviews: {
    id: string
    article_id: string
    requested_by: string
    requested_at: Generated<Time>
    reviewer_id: string | null
    note: Generated<string>
    outcome: string | null
    decided_by: string | null
    decided_at: Time | null
    comment: Generated<string>
  }
  article_suggestions: {
    id: string
    source: string
    source_id: string
    status: string
    language: string
    title: string
    body: Generated<string>
    questions: Generated<Json>
    category: Generated<string>
    size: Generated<number>
    examples: Generated<Json>
    conversation_id: string | null
    article_id: string | null
    decided_by: string | null
    decided_at: Time | null
    created_at: Generated<Time>
  }
  article_versions: {
    article_id: string
    number: number
    content: Json
    author: string
    at: Generated<Time>
    note: Generated<string>
    origin: string
    published_at: Time | null
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
    department_id: string | null
    edited_by: string | null
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
  blocks: {
    id: string
    customer_id: string
    reason: string
    blocked_by: string
    created_at: Generated<Time>
    expires_at: Time | null
    lifted_at: Time | null
    lifted_by: string | null
  }
  call_consents: {
    id: string
    customer_id: string
    given: boolean
    evidence: string
    noted_by: string
    noted_at: Generated<Time>
  }
  call_transfers: {
    id: string
    call_id: string
    kind: string
    asked_by: string | null
    asked_at: Generated<Time>
    ended_at: Time | null
    how: string | null
    seconds: number | null
    answered_by: string | null
  }
  call_turns: {
    call_id: string
    n: number
    at: Time
    told_by: string
    seq: number | null
    engine: string | null
    quiet_ms: number | null
    recognise_ms: number | null
    answer_ms: number | null
    speak_ms: number | null
    send_ms: number | null
    total_ms: number | null
  }
  calls: {
    id: string
    customer_id: string
    conversation_id: string | null
    channel: string
    transport: string
    direction: string
    from_address: string
    to_address: string
    language: string
    started_at: Generated<Time>
    answered_at: Time | null
    ended_at: Time | null
    ended_why: string | null
    ears: string | null
    voice: string | null
    turns: Generated<number>
    interruptions: Generated<number>
    answer_ms_p50: number | null
    answer_ms_max: number | null
    quality: Json | null
    recording_id: string | null
    agent_id: string | null
    joined_at: Time | null
    talk_seconds: Generated<number>
    held_seconds: Generated<number>
  }
  campaign_numbers: {
    campaign_id: string
    ordinal: number
    number: string
    name: string
    language: string | null
    variables: Generated<Json>
  }
  campaign_targets: {
    id: string
    campaign_id: string
    customer_id: string | null
    name: string
    number: string
    number_key: string
    language: string
    variables: Generated<Json>
    status: string
    why: string | null
    attempts: Generated<number>
    next_at: Time
    held_until: Time | null
    attempt_id: string | null
    call_id: string | null
    answers: Generated<Json>
    settled_at: Time | null
  }
  campaigns: {
    id: string
    name: string
    status: string
    plan: Json
    created_by: string
    created_at: Generated<Time>
    changed_at: Generated<Time>
    started_at: Time | null
    ended_at: Time | null
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
  case_labels: {
    case_id: string
    user_id: string
    label: Json
    at: Generated<Time>
  }
  coaching_notes: {
    id: string
    agent_id: string
    author_id: string
    author_name: string
    review_id: string | null
    text: string
    at: Generated<Time>
    read_at: Time | null
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
    queue_id: string | null
    tags: Generated<Json>
    snoozed_until: Time | null
    merged_into: string | null
    waiting_since: Time | null
    woken_at: Time | null
    participants: Generated<Json>
    unanswered_seqs: Generated<Json>
  }
  customer_addresses: {
    customer_id: string
    address_key: string
    masked: string
    seen_at: Generated<Time>
  }
  customer_identities: {
    channel: string
    address: string
    customer_id: string
    created_at: Generated<Time>
  }
  customer_merges: {
    id: string
    from_id: string
    to_id: string
    merged_by: string
    merged_at: Generated<Time>
    moved: Json
    undone_at: Time | null
    undone_by: string | null
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
    dedicated_agent_id: string | null
  }
  department_members: {
    department_id: string
    user_id: string
  }
  departments: {
    id: string
    name: string
    name_en: Generated<string>
    author_may_publish: Generated<boolean>
    created_at: Generated<Time>
  }
  do_not_call: {
    number_key: string
    masked: string
    source: string
    reason: string
    campaign_id: string | null
    added_by: string
    added_at: Generated<Time>
  }
  drafts: {
    user_id: string
    conversation_id: string
    text: string
    note: Generated<boolean>
    updated_at: Generated<Time>
  }
  embeddings: {
    key: string
    vector: Uint8Array
    used_at: Generated<Time>
  }
  emotion_alerts: {
    id: string
    conversation_id: string
    customer_id: string | null
    status: string
    severity: string
    warning: Json
    emotion: Json
    raised_at: Generated<Time>
    raised_seq: number | null
    due_at: Time | null
    escalations: Generated<number>
    acknowledged_by: string | null
    claimed_by: string | null
    claimed_at: Time | null
    snoozed_by: string | null
    closed_at: Time | null
    closed_by: string | null
    close_reason: string | null
    version: Generated<number>
  }
  emotion_labels: {
    id: string
    key: string
    language: string
    text: string
    label: string
    level: string | null
    source: string
    conversation_id: string | null
    seq: number | null
    read_as: string | null
    created_by: string
    created_at: Generated<Time>
  }
  emotion_signals: {
    conversation_id: string
    key: string
    at: Time
    signal: Json
  }
  emotion_states: {
    conversation_id: string
    label: Generated<string>
    level: Generated<string>
    score: Generated<number>
    trend: Generated<string>
    negative_ratio: Generated<number>
    since: Generated<Time>
    because: Generated<Json>
    answered_at: Generated<Time>
    signals: Generated<Json>
    updated_at: Generated<Time>
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
  failure_cases: {
    id: string
    conversation_id: string
    seq: number
    at: Generated<Time>
    language: string
    text: string
    taken: string | null
    confidence: Generated<number>
    reasons: Json
    status: Generated<string>
    cluster_id: string | null
    label: Json | null
    example_id: string | null
    labelled_by: string | null
    labelled_at: Time | null
    second: Generated<boolean>
    disputed: Generated<boolean>
    locked_by: string | null
    locked_until: Time | null
    skipped_by: Generated<Json>
    kind: Generated<string>
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
  graph_edges: {
    from_id: string
    to_id: string
    kind: string
  }
  graph_nodes: {
    id: string
    kind: string
    ref: string
    title: string
    title_en: Generated<string>
    data: Generated<Json>
    x: Generated<number>
    y: Generated<number>
    created_by: string
    updated_at: Generated<Time>
  }
  history_dialogues: {
    id: Generated<BigInteger>
    import_id: string
    hash: Uint8Array
    language: string
    turns: Json
  }
  history_imports: {
    id: string
    name: string
    size: BigInteger
    format: string
    encoding: string
    status: Generated<string>
    columns: Json
    sample: Json
    mapping: Json
    bytes_read: Generated<BigInteger>
    report: Json | null
    error: string | null
    created_by: string
    created_at: Generated<Time>
    started_at: Time | null
    finished_at: Time | null
    touched_at: Generated<Time>
  }
  history_questions: {
    id: string
    import_id: string
    language: string
    text: string
    times: number
    answer: string | null
    intent: string | null
    confidence: number
    article_id: string | null
    known: string
    used: Json | null
  }
  idempotency_keys: {
    actor: string
    key: string
    request_hash: string
    status: number | null
    response: Json | null
    created_at: Generated<Time>
  }
  import_jobs: {
    id: string
    source: Json
    options: Json
    status: string
    stage: Generated<string>
    progress: Generated<number>
    counts: Generated<Json>
    error: Json | null
    lease_owner: string | null
    lease_until: Time | null
    created_by: string
    created_at: Generated<Time>
    updated_at: Generated<Time>
  }
  import_rows: {
    job_id: string
    n: number
    place: Json
    content: Json
    status: string
    selected: boolean
    related: Generated<Json>
    problem: Json | null
    article_id: string | null
    article_version: number | null
  }
  intent_examples: {
    id: string
    intent_id: string
    language: string
    text: string
    source: string
    active: Generated<boolean>
    created_by: string
    created_at: Generated<Time>
  }
  llm_cache: {
    key: string
    use: string
    answer: Json
    expires_at: Time
  }
  llm_usage: {
    day: string
    use: string
    model: string
    calls: Generated<number>
    cached: Generated<number>
    failed: Generated<number>
    input_tokens: Generated<BigInteger>
    output_tokens: Generated<BigInteger>
  }
  macros: {
    id: string
    owner_id: string | null
    name: string
    steps: Json
    updated_at: Generated<Time>
  }
  message_search: {
    conversation_id: string
    seq: number
    terms: string
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
    changed: Json | null
  }
  migrations: {
    name: string
    applied_at: Generated<Time>
  }
  model_versions: {
    id: string
    number: BigInteger
    status: string
    data: Uint8Array
    evaluator: Uint8Array | null
    training_set: Uint8Array
    inputs_hash: string
    content_hash: string
    engine: string
    intents: number
    examples: number
    report: Json | null
    note: Generated<string>
    created_by: string
    created_at: Generated<Time>
    released_by: string | null
    released_at: Time | null
    kind: Generated<string>
  }
  nodes: {
    id: string
    address: string
    seen_at: Generated<Time>
  }
  notifications: {
    user_id: string
    kind: string
    conversation_id: string
    seq: number
    actor_name: string
    text: Generated<string>
    at: Generated<Time>
    read_at: Time | null
  }
  offers_given: {
    id: string
    conversation_id: string
    strategy_id: string
    version: number
    n: number
    kind: string
    text: Json
    cost: number
    given_by: string
    given_at: Generated<Time>
    taken_back_at: Time | null
    issue: string | null
    reference: string | null
    tries: Generated<number>
    next_try_at: Time | null
    request: Json | null
    through: string | null
  }
  outbound_attempts: {
    id: string
    campaign_id: string | null
    target_id: string | null
    customer_id: string | null
    number_key: string
    started_at: Time
    ended_at: Time | null
    outcome: string | null
    call_id: string | null
  }
  pack_items: {
    kind: string
    item_id: string
    pack_id: string
    hash: string
  }
  packs: {
    id: string
    version: number
    files: Json
    files_hash: string
    shown: Generated<boolean>
    installed_by: string
    installed_at: Generated<Time>
    updated_at: Generated<Time>
  }
  practice_runs: {
    id: string
    user_id: string
    scenario_id: string
    language: string
    state: Json
    transcript: Generated<Json>
    status: string
    score: Json | null
    version: Generated<number>
    started_at: Generated<Time>
    ended_at: Time | null
  }
  presence: {
    user_id: string
    status: string
    reason: Generated<string>
    changed_at: Generated<Time>
    seen_at: Generated<Time>
  }
  push_messages: {
    subscription_id: string
    key: string
    kind: string
    conversation_id: string | null
    payload: Json
    at: Time
    next_at: Time
    attempts: Generated<number>
    status: Generated<string>
  }
  push_subscriptions: {
    id: string
    user_id: string
    session_id: string
    sealed: string
    kinds: Json
    language: string
    quiet: Json | null
    time_zone: string
    connected_at: Time | null
    renewed_at: Time
  }
  quality_reviews: {
    id: string
    conversation_id: string
    scorecard: Json
    scorecard_id: string
    agent_id: string
    rule_id: string | null
    why: string
    status: string
    inspector_id: string | null
    automatic: Generated<Json>
    scores: Generated<Json>
    total: number | null
    passed: boolean | null
    comment: Generated<string>
    appeal: Json | null
    version: Generated<number>
    created_at: Generated<Time>
    done_at: Time | null
  }
  queue_entries: {
    conversation_id: string
    queued_at: Time
    queue_id: string
    assigned_to: string | null
    assigned_at: Time | null
    offer_until: Time | null
    passed: Generated<Json>
  }
  queues: {
    id: string
    position: number
    settings: Json
    version: Generated<number>
    updated_by: string
    updated_at: Generated<Time>
  }
  readers: {
    name: string
    xid: TransactionId
    id: BigInteger
    advanced_at: Generated<Time>
  }
  recording_lines: {
    call_id: string
    ordinal: number
    side: string
    from_ms: number
    to_ms: number
    text: string
    seq: number | null
  }
  recordings: {
    call_id: string
    conversation_id: string | null
    customer_id: string | null
    status: string
    locked_key: string | null
    started_at: Time
    ended_at: Time | null
    duration_ms: Generated<number>
    gaps: Generated<Json>
    peaks: Generated<Json>
    expires_at: Time
    paused: string | null
  }
  roster_days: {
    user_id: string
    date: string
    draft: Json
    published: Json | null
  }
  roster_requests: {
    id: string
    user_id: string
    kind: string
    from_date: string
    to_date: string
    leave: string | null
    shift: Json | null
    colleague_id: string | null
    their_date: string | null
    their_shift: Json | null
    agreed: boolean | null
    note: Generated<string>
    status: Generated<string>
    answer: Generated<string>
    decided_by: string | null
    decided_at: Time | null
    created_at: Generated<Time>
  }
  roster_weeks: {
    monday: string
    published_by: string
    published_at: Time
  }
  routing_policies: {
    version: Generated<BigInteger>
    status: Generated<string>
    rules: Json
    note: Generated<string>
    created_by: string
    created_at: Generated<Time>
    released_by: string | null
    released_at: Time | null
  }
  sampling_rules: {
    id: string
    name: string
    scorecard_id: string
    trigger: string
    share: number
    agent_id: string | null
    channel: string | null
    active: Generated<boolean>
    updated_by: string
    updated_at: Generated<Time>
    queue_id: string | null
    name_en: Generated<string>
  }
  saved_views: {
    id: string
    owner_id: string | null
    name: string
    filters: Json
    updated_at: Generated<Time>
  }
  scorecards: {
    id: string
    name: string
    name_en: Generated<string>
    criteria: Json
    pass_mark: Generated<number>
    active: Generated<boolean>
    version: Generated<number>
    updated_by: string
    updated_at: Generated<Time>
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
  shift_templates: {
    id: string
    name: string
    shift: Json
    created_at: Generated<Time>
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
  solved_cases: {
    conversation_id: string
    language: string
    question: string
    questions: Generated<Json>
    answer: string
    intent: string | null
    rating: number
    agent_id: string | null
    closed_at: Time
  }
  strategy_draft: {
    one: Generated<boolean>
    lines: Json
    changed_by: string
    changed_at: Generated<Time>
  }
  strategy_versions: {
    version: Generated<number>
    lines: Json
    note: Generated<string>
    created_by: string
    created_at: Generated<Time>
  }
  team_members: {
    team_id: string
    user_id: string
  }
  teams: {
    id: string
    name: string
    lead_id: string | null
    created_at: Generated<Time>
    updated_at: Generated<Time>
  }
  terms: {
    id: string
    term: string
    language: string
    synonyms: Generated<Json>
    product_id: string | null
    pack_id: string | null
    position: Generated<number>
    updated_by: string
    updated_at: Generated<Time>
  }
  ticket_approvals: {
    ticket_id: string
    step: number
    name: string
    name_en: string
    role: string
    status: Generated<string>
    decided_by: string | null
    decided_at: Time | null
    comment: Generated<string>
  }
  ticket_links: {
    from_id: string
    to_id: string
    kind: string
    created_by: string
    created_at: Generated<Time>
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
  ticket_rule_runs: {
    rule_id: string
    fact: string
    ticket_id: string | null
    conversation_id: string | null
    outcome: Generated<Json>
    at: Generated<Time>
  }
  ticket_rule_work: {
    rule_id: string
    fact: string
    n: number
    payload: Json
    tries: Generated<number>
    due_at: Generated<Time>
  }
  ticket_rules: {
    id: string
    name: string
    name_en: Generated<string>
    on_event: string
    conditions: Generated<Json>
    actions: Json
    active: Generated<boolean>
    position: Generated<number>
    version: Generated<number>
    updated_by: Generated<string>
    updated_at: Generated<Time>
  }
  ticket_states: {
    id: string
    status: string
    name: string
    name_en: string
    colour: string
    position: Generated<number>
    active: Generated<boolean>
    updated_by: Generated<string>
    updated_at: Generated<Time>
  }
  ticket_types: {
    id: string
    name: string
    name_en: string
    fields: Generated<Json>
    templates: Generated<Json>
    approval: Generated<Json>
    priority: Generated<string>
    skill: string | null
    targets: Json | null
    around_the_clock: Generated<boolean>
    position: Generated<number>
    active: Generated<boolean>
    updated_by: Generated<string>
    updated_at: Generated<Time>
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
    skill: string | null
    first_response_due_at: Time | null
    first_response_warn_at: Time | null
    first_responded_at: Time | null
    first_response_sla: Generated<string>
    warn_at: Time | null
    resolution_sla: Generated<string>
    paused_at: Time | null
    paused_minutes: Generated<number>
    merged_into: string | null
    title_en: Generated<string>
    state: Generated<string>
  }
  training_runs: {
    id: string
    state: string
    trigger: string
    step: string
    progress: Generated<number>
    version_id: string | null
    outcome: string | null
    error: string | null
    note: Generated<string>
    started_by: string
    started_at: Generated<Time>
    heartbeat_at: Generated<Time>
    ended_at: Time | null
    kind: Generated<string>
  }
  transcript_mails: {
    id: string
    conversation_id: string
    requested_by: string
    sealed: string | null
    hint: string
    address_key: string
    language: string
    status: Generated<string>
    attempts: Generated<number>
    next_at: Generated<Time>
    created_at: Generated<Time>
  }
  transfer_scores: {
    conversation_id: string
    verdict: string
    reasons: Generated<Json>
    reason: string | null
    intent: string | null
    confidence: Generated<number>
    language: string
    rating: number | null
    closed_at: Time
    scored_at: Generated<Time>
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
  verification_challenges: {
    id: string
    conversation_id: string
    requester_id: string
    customer_id: string | null
    method: string
    address_key: string | null
    hint: Generated<string>
    secret: Json
    state: Generated<string>
    tries: Generated<number>
    begun_by: string
    created_at: Generated<Time>
    sent_at: Generated<Time>
    expires_at: Time
  }
  verification_links: {
    id: string
    token_hash: string
    conversation_id: string
    purpose: string
    note: string
    language: string
    way: string
    hint: Generated<string>
    created_by: string
    created_at: Generated<Time>
    expires_at: Time
    opened_at: Time | null
    used_at: Time | null
  }
  verification_locks: {
    subject: string
    failures: number
    last_failed_at: Time
    locked_until: Time | null
  }
  verification_proofs: {
    conversation_id: string
    customer_id: string
    method: string
    rank: number
    challenge_id: string
    at: Generated<Time>
    expires_at: Time
  }
  verification_sends: {
    id: string
    address_key: string
    requester_id: string
    customer_id: string | null
    at: Generated<Time>
  }
  voice_consents: {
    id: string
    call_id: string
    customer_id: string | null
    purpose: string
    given: boolean
    how: string
    notice: string
    at: Generated<Time>
  }
  voice_menus: {
    version: number
    menu: Json
    saved_by: string
    note: Generated<string>
    at: Generated<Time>
  }
  voiceprints: {
    customer_id: string
    sealed: string
    model: string
    notice: string
    created_by: string
    created_at: Generated<Time>
  }
  wait_alerts: {
    conversation_id: string
    since: Time
    what: string
    at: Generated<Time>
  }
}
