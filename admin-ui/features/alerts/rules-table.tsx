import { useState } from 'preact/hooks'
import { formatDay, formatInstant } from '../../format/language.ts'
import { layout } from '../../hooks/media.ts'
import { useWidth } from '../../hooks/use-width.ts'
import { m } from '../../messages/index.ts'
import { Switch } from '../../ui/switch.tsx'
import { MuteDialog, RuleMenu } from './mute.tsx'
import { kindsIn, RULE_GROUPS, type RuleGroup } from './rule-groups.ts'
import { type RuleProps, RuleSentence } from './rule-sentence.tsx'

type RulesProps = { rules: readonly RuleProps[] }

/** The rules of all kinds of alerts, by group: a table, or cards on a phone. */
export function Rules({ rules }: RulesProps) {
  const groups = RULE_GROUPS.map((group) => ({
    group,
    rules: rules.filter(({ rule }) => kindsIn(group).includes(rule.kind)),
  }))
  return layout.value === 'phone' ? <RuleCards groups={groups} /> : <RulesTable groups={groups} />
}

type GroupsProps = { groups: readonly { group: RuleGroup; rules: readonly RuleProps[] }[] }

function RulesTable({ groups }: GroupsProps) {
  const [box, width] = useWidth<HTMLDivElement>()
  const wide = width >= 860
  const columns = [
    { title: m.alert_rules_column_rule(), width: wide ? 214 : 160 },
    { title: m.alert_rules_column_when() },
    { title: m.alert_rules_by_email(), width: wide ? 84 : 58, class: 'text-center' },
    {
      title: wide ? m.alert_rules_as_event() : m.alert_rules_as_event_short(),
      width: wide ? 116 : 58,
      class: 'text-center',
    },
    { title: m.alert_rules_column_state(), width: wide ? 200 : 58 },
    { title: m.ui_actions(), width: 48, hideTitle: true },
  ]
  return (
    <div ref={box} class="min-w-0">
      <table class="table">
        <caption class="sr-only">{m.alert_rules_title()}</caption>
        <colgroup>
          {columns.map(({ title, width }) => (
            <col key={title} style={width === undefined ? {} : { width: `${width}px` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" class={column.class}>
                <span class={column.hideTitle ? 'sr-only' : ''}>{column.title}</span>
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ group, rules }, index) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={columns.length} class={`h-7.5! ${index > 0 ? 'border-t border-line' : ''}`}>
                {m.alert_rules_group_name({ group })}
              </th>
            </tr>
            {rules.map((props) => (
              <RuleRow key={props.rule.kind} {...props} wide={wide} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function RuleRow({ wide, ...props }: RuleProps & { wide: boolean }) {
  const { rule, readOnly, busy } = props
  const parts = useRule(props)
  return (
    // A checked box means a channel here, not a selected row.
    <tr aria-busy={busy} class={`bg-transparent hover:bg-hover ${rule.enabled ? '' : 'text-faint'}`}>
      <th
        scope="row"
        class="border-t border-b-0! border-line bg-transparent! text-base! text-inherit"
        title={m.alert_rules_condition({ kind: rule.kind })}
      >
        {parts.kind}
      </th>
      <td class={`py-1! whitespace-normal! ${rule.enabled ? 'text-soft' : ''}`}>
        <RuleSentence {...props} readOnly={readOnly || !rule.enabled} />
      </td>
      <td class="text-center">{parts.email}</td>
      <td class="text-center">{parts.event}</td>
      <td>
        <span class="flex items-center gap-2">
          {parts.state}
          {wide && parts.muted}
        </span>
      </td>
      <td class="text-right">{parts.menu}</td>
    </tr>
  )
}

function RuleCards({ groups }: GroupsProps) {
  return (
    <>
      {groups.map(({ group, rules }) => (
        <section key={group} aria-label={m.alert_rules_group_name({ group })}>
          <p class="flex h-7.5 items-center border-t border-line bg-subtle px-4 text-sm font-medium text-faint">
            {m.alert_rules_group_name({ group })}
          </p>
          <ul>
            {rules.map((props) => (
              <RuleCard key={props.rule.kind} {...props} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function RuleCard(props: RuleProps) {
  const { rule, readOnly, busy } = props
  const parts = useRule(props)
  return (
    <li class="border-t border-line px-4 py-3" aria-busy={busy}>
      <div class="flex items-center gap-3">
        <h2 class="min-w-0 flex-1 text-base!">{parts.kind}</h2>
        {parts.state}
      </div>
      <p class="mt-1 text-soft">
        <RuleSentence {...props} readOnly={readOnly || !rule.enabled} />
      </p>
      <div class="mt-1 flex min-h-11 flex-wrap items-center gap-x-5">
        {parts.email}
        {parts.event}
        <span class="ml-auto">{parts.menu}</span>
      </div>
      {parts.muted}
    </li>
  )
}

/** The controls of a rule, for a row and for a card. */
function useRule({ rule, readOnly, busy, onChange }: RuleProps) {
  const [choosing, setChoosing] = useState(false)
  const kind = m.alerts_kind_name({ kind: rule.kind })
  const disabled = readOnly || busy
  const phone = layout.value === 'phone'
  const channel = (name: 'byEmail' | 'asEvent', label: string, text: string) => (
    <label class="inline-flex items-center gap-2 align-middle">
      <input
        type="checkbox"
        aria-label={label}
        checked={rule[name]}
        disabled={disabled || !rule.enabled}
        onChange={(event) => onChange({ [name]: event.currentTarget.checked }, m.alert_rules_saved({ kind }))}
      />
      {phone && text}
    </label>
  )
  const mute = (until: Date) => {
    setChoosing(false)
    onChange({ mutedUntil: until.toISOString() }, m.alert_rules_muted({ kind }))
  }
  const until = rule.mutedUntil && new Date(rule.mutedUntil)
  return {
    kind,
    email: channel('byEmail', m.alert_rules_by_email_of({ kind }), m.alert_rules_by_email()),
    event: channel('asEvent', m.alert_rules_as_event_of({ kind }), m.alert_rules_as_event()),
    state: (
      <Switch
        label={m.alert_rules_enable_of({ kind })}
        on={rule.enabled}
        disabled={disabled}
        onSwitch={() => onChange({ enabled: !rule.enabled }, m.alert_rules_saved({ kind }))}
      >
        {null}
      </Switch>
    ),
    muted: until && (
      <span class="truncate text-sm text-faint" title={m.alert_rules_muted_until({ until: formatInstant(until) })}>
        {m.alert_rules_muted_until({ until: formatDay(until) })}
      </span>
    ),
    menu: !readOnly && (
      <>
        <RuleMenu
          kind={kind}
          rule={rule}
          onMute={mute}
          onChoose={() => setChoosing(true)}
          onUnmute={() => onChange({ mutedUntil: null }, m.alert_rules_unmuted({ kind }))}
          onReset={() => onChange(null, m.alert_rules_was_reset({ kind }))}
        />
        {choosing && <MuteDialog kind={kind} busy={busy} onMute={mute} onClose={() => setChoosing(false)} />}
      </>
    ),
  }
}
