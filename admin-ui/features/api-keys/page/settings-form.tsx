import { KeyRound } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { ApiKey, UpdateApiKey } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { errorAt } from '../../../forms/form.ts'
import { NameRows } from '../../../forms/name-rows.tsx'
import { PageForm } from '../../../forms/page-form.tsx'
import { NumberRow, SettingCard, SettingRow } from '../../../forms/setting-row.tsx'
import { staysWith } from '../../../forms/stays.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { MetadataField } from '../form/advanced/metadata-field.tsx'
import { AddressesField, CaptureField, ConsistencyField, LabelFields } from '../form/advanced/plain-fields.tsx'
import type { LimitName } from '../form/draft/draft.ts'
import { ExpiryField } from '../form/life/expiry-field.tsx'
import { RotationField } from '../form/life/rotation-field.tsx'
import { CreditsField } from '../form/limits/credits-field.tsx'
import { useReveal } from '../key/actions.tsx'
import { KeyReference } from '../key/facts.tsx'
import type { TabProps } from '../key/routes.ts'
import { useKeySettings, useVersionedKey } from './use-key-settings.ts'

/** The form is there as long as the tab of the same key is: dialogs over it do not leave it. */
const stays = staysWith('key', 'tab')

/** The settings of a key except its permissions, which have a tab of their own; saved together by a bar. */
export function SettingsForm({ apiKey, url }: TabProps) {
  return (
    <Loaded
      query={useVersionedKey(apiKey.id)}
      waiting={
        <div class="card">
          <SkeletonRows rows={6} height="person" />
        </div>
      }
    >
      {(read) => <Form read={read} url={url} />}
    </Loaded>
  )
}

function Form({ read, url }: { read: Versioned<ApiKey>; url: UrlState }) {
  const { form, key, change, busy, submit } = useKeySettings(read.data.id, read)
  const reveal = useReveal(url)(key)
  const { draft, errors, change: onDraft } = form
  const fields = { draft, errors, onDraft }
  return (
    <PageForm
      form={form}
      changes={changed(change).map((setting) => m.api_keys_page_setting_name({ setting }))}
      busy={busy}
      stays={stays}
      onSubmit={submit}
    >
      <SettingCard title={m.api_keys_page_general()}>
        <NameRows
          {...fields}
          labels={{
            name: m.api_keys_dialog_key_name(),
            nameHint: m.api_keys_dialog_key_name_hint(),
            descriptionHint: m.api_keys_dialog_description_hint(),
          }}
        />
        <SettingRow label={m.api_keys_key()} hint={m.api_keys_dialog_reference_note()}>
          <span class="flex flex-wrap items-center gap-2">
            <KeyReference apiKey={key} />
            {reveal && (
              <Button small icon={KeyRound} onClick={reveal}>
                {m.api_keys_reveal()}
              </Button>
            )}
          </span>
        </SettingRow>
        <Block>
          <LabelFields {...fields} />
        </Block>
      </SettingCard>
      <SettingCard title={m.api_keys_page_limits_and_life()}>
        {LIMITS.map((name) => (
          <NumberRow
            key={name}
            label={limitLabel(name)}
            maxLength={10}
            placeholder={m.api_keys_no_limit()}
            error={errorAt(errors, `rateLimit.${name}`)}
            value={draft.limits[name].on ? draft.limits[name].value : ''}
            onValue={(value) => onDraft({ limits: { ...draft.limits, [name]: { on: value.trim() !== '', value } } })}
          />
        ))}
        <Block>
          <CreditsField credits={draft.credits} errors={errors} onCredits={(credits) => onDraft({ credits })} />
        </Block>
        <Block>
          <ExpiryField draft={draft} error={errorAt(errors, 'expiresAt')} onDraft={onDraft} />
        </Block>
      </SettingCard>
      <SettingCard title={m.api_keys_page_security()}>
        <Block>
          <AddressesField {...fields} />
        </Block>
        <Block>
          <RotationField
            rotation={draft.rotation}
            recoverable={draft.recoverable}
            isNew={false}
            errors={errors}
            onRotation={(rotation) => onDraft({ rotation })}
          />
        </Block>
      </SettingCard>
      <SettingCard title={m.api_keys_page_calls()}>
        {key.parentId === null && (
          <Block>
            <ConsistencyField {...fields} />
          </Block>
        )}
        <Block>
          <CaptureField {...fields} />
        </Block>
        <Block>
          <MetadataField
            text={draft.metadata}
            error={errorAt(errors, 'metadata')}
            onText={(metadata) => onDraft({ metadata })}
          />
          {draft.metadata && (
            <div>
              <CopyButton text={draft.metadata} label={m.api_keys_details_copy_metadata()} />
            </div>
          )}
        </Block>
      </SettingCard>
    </PageForm>
  )
}

const changed = (change: UpdateApiKey) =>
  Object.keys(change).filter((name): name is keyof UpdateApiKey => name in change)

const LIMITS: readonly LimitName[] = ['perMinute', 'perHour', 'perDay']

const limitLabel = (name: LimitName): string =>
  ({
    perMinute: m.api_keys_dialog_limit_minute,
    perHour: m.api_keys_dialog_limit_hour,
    perDay: m.api_keys_dialog_limit_day,
  })[name]()

/** A setting that needs the whole width. */
const Block = ({ children }: { children: ComponentChildren }) => (
  <div class="grid gap-4 border-t border-line px-4 py-3 [h3+&]:border-t-0">{children}</div>
)
