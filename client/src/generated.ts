/**
 * The types of the API. Generated from the OpenAPI document by `npm run generate-client`: do not edit.
 */
export interface paths {
    "/api/auth/sign-in/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with email and password
         * @description Sign in with email and password. Guesses are limited per account and address.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the session of this browser
         * @description End the session of this browser.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent-tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all tools that agents may get
         * @description List all tools that agents may get. Needs the scope `gateway:read`.
         */
        get: operations["listAgentTools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List how alerts of each kind are told: when, by which channels, and whether they are muted
         * @description List how alerts of each kind are told: when, by which channels, and whether they are muted. Needs the scope `alerts:read`.
         */
        get: operations["getAlertRules"];
        /**
         * Change how alerts of some kinds are told
         * @description Change how alerts of some kinds are told. The same as PATCH: fields that are left out stay as they are. Needs the scope `alerts:write`.
         */
        put: operations["putAlertRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change how alerts of some kinds are told
         * @description Change how alerts of some kinds are told. Fields that are left out stay as they are. Without If-Match the last change wins. Needs the scope `alerts:write`.
         */
        patch: operations["updateAlertRules"];
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alerts, those that happened last first
         * @description List alerts, those that happened last first. Needs the scope `alerts:read`.
         */
        get: operations["listAlerts"];
        /**
         * Resolve alerts, or open them again
         * @description Resolve alerts, or open them again. The same as PATCH. Needs the scope `alerts:write`.
         */
        put: operations["putAlerts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Resolve alerts, or open them again
         * @description Resolve alerts, or open them again. Needs the scope `alerts:write`.
         */
        patch: operations["updateAlerts"];
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List keys
         * @description List keys. Needs the scope `api-keys:read`.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create a key
         * @description Create a key. A caller can grant only scopes that it holds itself. The secret is in this answer alone, unless the key is recoverable. `expiresAt` must be in the future. Free text must not hold an API key. Needs the scope `api-keys:write`.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a key
         * @description Read a key. Needs the scope `api-keys:read`.
         */
        get: operations["getApiKey"];
        /**
         * Change settings of a key
         * @description Change settings of a key. The same as PATCH: fields that are left out stay as they are. Needs the scope `api-keys:write`.
         */
        put: operations["putApiKey"];
        post?: never;
        /**
         * Delete a key for good
         * @description Delete a key for good. Needs the scope `api-keys:write`.
         */
        delete: operations["deleteApiKey"];
        options?: never;
        head?: never;
        /**
         * Change settings of a key
         * @description Change settings of a key. Fields that are left out stay as they are. Without If-Match the last change wins. A caller can grant only scopes that it holds itself. Needs the scope `api-keys:write`.
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/api/v1/api-keys/{id}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a key below a key, with at most its rights and limits
         * @description Create a key below a key, with at most its rights and limits. Needs `api-keys:write`, or `api-keys:delegate` for a key that creates children of its own. A caller can grant only scopes that it holds itself. A child never has more than its parent: its scopes, addresses and expiry are narrowed by those of all keys above it at every call, and its calls also count for them. Disabling, revoking or deleting the parent ends all keys below it, with that answer. At most 3 keys are above a key. Needs the scope `api-keys:write`.
         */
        post: operations["createChildApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a key off
         * @description Switch a key off. Needs the scope `api-keys:write`.
         */
        post: operations["disableApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a key on again
         * @description Switch a key on again. A caller can grant only scopes that it holds itself. Needs the scope `api-keys:write`.
         */
        post: operations["enableApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/extend-grace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the old secret work longer
         * @description Let the old secret work longer. A caller can grant only scopes that it holds itself. `endsAt` is after the present end, and at most 7 days after the regeneration. Naming the present end again changes nothing. A grace that has ended, or is about to, stays ended: 409 `no_grace`. Needs the scope `api-keys:write`.
         */
        post: operations["extendApiKeyGrace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/grace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a rotation has come, and who still uses the old secret
         * @description How far a rotation has come, and who still uses the old secret. Needs the scope `api-keys:read`.
         */
        get: operations["getApiKeyGrace"];
        put?: never;
        post?: never;
        /**
         * End the grace of the old secret now
         * @description End the grace of the old secret now. Needs the scope `api-keys:write`.
         */
        delete: operations["endApiKeyGrace"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The calls of one key, newest first
         * @description The calls of one key, newest first. `from` must not be after `to`. Needs the scope `logs:read`.
         */
        get: operations["listApiKeyLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/regenerate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a key a new secret; the old one dies at once, or after a grace
         * @description Give a key a new secret; the old one dies at once, or after a grace. The old secret dies with this answer, or after `graceSeconds`. Of several calls at the same time one succeeds; the others get 409 `changed_meanwhile`. Needs the scope `api-keys:write`.
         */
        post: operations["regenerateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show a recoverable key again; only to a person, and audited
         * @description Show a recoverable key again; only to a person, and audited. Needs the scope `api-keys:write`.
         */
        post: operations["revealApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a key for good; it stays listed
         * @description Revoke a key for good; it stays listed. Cannot be undone. Needs the scope `api-keys:write`.
         */
        post: operations["revokeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a key was used, and what is left of its limits
         * @description How a key was used, and what is left of its limits. `hours` cannot stand beside `days`. Needs the scope `api-keys:read`.
         */
        get: operations["getApiKeyUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do one thing to up to 100 keys
         * @description Do one thing to up to 100 keys. Items are independent: a failure of one does not undo the others, and each has a status of its own. Needs the scope `api-keys:write`.
         */
        post: operations["bulkApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import up to 500 keys of another system by their SHA-256 digests
         * @description Import up to 500 keys of another system by their SHA-256 digests. A caller can grant only scopes that it holds itself. Needs the scope `api-keys:write`.
         */
        post: operations["importApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/leak-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report keys found in public; for secret scanners, signed
         * @description Report keys found in public; for secret scanners, signed. The signature must not be older than 5 minutes.
         */
        post: operations["reportLeaks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The calls of some keys by day
         * @description The calls of some keys by day. Needs the scope `api-keys:read`.
         */
        get: operations["listApiKeyCallsByDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a presented key is good, charging its limits
         * @description Whether a presented key is good, charging its limits. Answers 200 also for a key that is not good: `valid` says so, and `code` says why. `cost` is charged only when the key is good. Needs the scope `api-keys:verify`.
         */
        post: operations["verifyApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tool calls that need approval, newest first
         * @description List tool calls that need approval, newest first. Needs the scope `approvals:read`.
         */
        get: operations["listApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a tool call that needs approval
         * @description Read a tool call that needs approval. Needs the scope `approvals:read`.
         */
        get: operations["getApproval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a tool call run once
         * @description Let a tool call run once. Only for a signed-in user, and only while the call waits. Repeating the same decision gets the same answer; after another decision, or after the call has expired, the answer is 409. Needs the scope `gateway:write`.
         */
        post: operations["approveToolCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/deny": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deny a tool call
         * @description Deny a tool call. Only for a signed-in user, and only while the call waits. Repeating the same decision gets the same answer; after another decision, or after the call has expired, the answer is 409. Needs the scope `gateway:write`.
         */
        post: operations["denyToolCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/archives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List archives of what was removed, of the newest entries first
         * @description Those of the event log take logs:read, those of deliveries webhooks:read, and those of the audit log audit:read.
         */
        get: operations["listArchives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/archives/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an archive: JSON lines, compressed with gzip
         * @description Download an archive: JSON lines, compressed with gzip.
         */
        get: operations["downloadArchive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List changes: who, what, before and after, from where
         * @description List changes: who, what, before and after, from where. `from` must not be after `to`. Needs the scope `audit:read`.
         */
        get: operations["listAuditLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connectors
         * @description List connectors. Needs the scope `connectors:read`.
         */
        get: operations["listConnectors"];
        put?: never;
        /**
         * Create a connector
         * @description Create a connector. Needs the scopes that read its events too. The URL is stored sealed, and masked in every answer. Needs the scope `connectors:write`.
         */
        post: operations["createConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a connector
         * @description Read a connector. Needs the scope `connectors:read`.
         */
        get: operations["getConnector"];
        /**
         * Change settings of a connector
         * @description Change settings of a connector. The same as PATCH: fields that are left out stay as they are. Needs the scope `connectors:write`.
         */
        put: operations["putConnector"];
        post?: never;
        /**
         * Delete a connector for good
         * @description Delete a connector for good. Needs the scope `connectors:write`.
         */
        delete: operations["deleteConnector"];
        options?: never;
        head?: never;
        /**
         * Change settings of a connector
         * @description Change settings of a connector. Fields that are left out stay as they are. Without If-Match the last change wins. Needs the scope `connectors:write`.
         */
        patch: operations["updateConnector"];
        trace?: never;
    };
    "/api/v1/connectors/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries of a connector, newest first
         * @description List the deliveries of a connector, newest first. Needs the scope `connectors:read`.
         */
        get: operations["listConnectorDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{id}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delivery of a connector with every attempt
         * @description Read a delivery of a connector with every attempt. Needs the scope `connectors:read`.
         */
        get: operations["getConnectorDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{id}/deliveries/{deliveryId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery of a connector that is held, or again one that is over
         * @description Send a delivery of a connector that is held, or again one that is over. Needs the scope `connectors:write`.
         */
        post: operations["retryConnectorDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send nothing to a connector until it is resumed; what is published meanwhile is held
         * @description Send nothing to a connector until it is resumed; what is published meanwhile is held. Needs the scope `connectors:write`.
         */
        post: operations["pauseConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a connector, and choose whether to send what was held
         * @description Resume a connector, and choose whether to send what was held. Needs the scope `connectors:write`.
         */
        post: operations["resumeConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message to a connector now and see what comes back
         * @description Send a test message to a connector now and see what comes back. Needs the scope `connectors:write`.
         */
        post: operations["testConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a platform would get of an event, without sending anything
         * @description What a platform would get of an event, without sending anything. Needs the scope `connectors:read`.
         */
        post: operations["previewConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delivery by its id alone, with its webhook
         * @description Read a delivery by its id alone, with its webhook. Needs the scope `webhooks:read`.
         */
        get: operations["findDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which demonstration data there is
         * @description Which demonstration data there is. Needs the scope `modules:read`.
         */
        get: operations["getDemoData"];
        put?: never;
        /**
         * Create demonstration data: a small forum
         * @description Create demonstration data: a small forum. Modules `users`, `threads`, `posts` and `transactions` with some records each, announced as all others are. Needs `records:write` too. A call that was interrupted is completed by the next one. 409 `module_exists` if you have a module of your own with one of these slugs. Needs the scope `modules:write`.
         */
        post: operations["createDemoData"];
        /**
         * Delete the demonstration data
         * @description Delete the demonstration data. Deletes these modules with all their records, also those that were added since. Needs the scope `modules:write`.
         */
        delete: operations["deleteDemoData"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List calls, deliveries and authentication attempts, newest first
         * @description List calls, deliveries and authentication attempts, newest first. `from` must not be after `to`. Needs the scope `logs:read`.
         */
        get: operations["listEventLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-logs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one entry, with headers and bodies where they are kept
         * @description Read one entry, with headers and bodies where they are kept. Needs the scope `logs:read`.
         */
        get: operations["getEventLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-logs/{id}/trail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What belongs to an entry of the log: call, events, deliveries, alerts
         * @description What belongs to an entry of the log: call, events, deliveries, alerts. Needs the scope `logs:read`.
         */
        get: operations["getEventLogTrail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-logs/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log as a file: CSV, or a line of JSON per entry
         * @description The log as a file: CSV, or a line of JSON per entry. `from` must not be after `to`. Needs the scope `logs:read`.
         */
        get: operations["exportEventLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-logs/histogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count entries over time, by how they ended
         * @description Count entries over time, by how they ended. `from` must not be after `to`. Without `from` and `range` it begins with the oldest entry. Needs the scope `logs:read`.
         */
        get: operations["getEventLogHistogram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-logs/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log as it happens, over a WebSocket
         * @description Each message is JSON: entries, the state of the stream, or a limit that a key comes near. Send "ping" to be answered "pong". Close code 4401: the credential was revoked, changed or has expired; 4408: connect again, as each stream ends after 15 minutes, or when the session that opened it would have expired.
         */
        get: operations["streamEventLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every event that can be listened to: the catalog, and your own
         * @description Every event that can be listened to: the catalog, and your own. Needs the scope `events:read`.
         */
        get: operations["listEventTypes"];
        put?: never;
        /**
         * Define an event type of your own
         * @description Define an event type of your own. The schema is checked against draft 2020-12. At most 500 types of your own. Needs the scope `events:write`.
         */
        post: operations["createEventType"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an event type, with its schema and sample
         * @description Read an event type, with its schema and sample. Needs the scope `events:read`.
         */
        get: operations["getEventType"];
        /**
         * Change an event type of your own
         * @description Change an event type of your own. The same as PATCH: fields that are left out stay as they are. Needs the scope `events:write`.
         */
        put: operations["putEventType"];
        post?: never;
        /**
         * Remove an event type of your own; webhooks that name it keep the name
         * @description Remove an event type of your own; webhooks that name it keep the name. Needs the scope `events:write`.
         */
        delete: operations["deleteEventType"];
        options?: never;
        head?: never;
        /**
         * Change an event type of your own
         * @description Change an event type of your own. Fields that are left out stay as they are. Without If-Match the last change wins. Needs the scope `events:write`.
         */
        patch: operations["updateEventType"];
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List published events with the state of their deliveries, newest first
         * @description List published events with the state of their deliveries, newest first. `from` must not be after `to`. Needs the scope `events:read`.
         */
        get: operations["listEvents"];
        put?: never;
        /**
         * Publish an event: accepted means stored, with all of its deliveries
         * @description Publish an event: accepted means stored, with all of its deliveries. With `validate=true` the data must fit the JSON Schema of its type, within a budget of steps. Needs the scope `events:write`.
         */
        post: operations["publishEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an event with its data and its deliveries
         * @description Read an event with its data and its deliveries. Needs the scope `events:read`.
         */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an event again, to all of its webhooks or to some
         * @description Send an event again, to all of its webhooks or to some. A chosen webhook must have got the event, or listen to it. Needs the scope `events:write`.
         */
        post: operations["sendEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish up to 100 events, all of them or none
         * @description Publish up to 100 events, all of them or none. All events are accepted, or none. With `validate=true` all of them share one budget of steps. Needs the scope `events:write`.
         */
        post: operations["publishEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateway-hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the hosts whose root is the gateway of the organization
         * @description List the hosts whose root is the gateway of the organization. Needs the scope `gateway:read`.
         */
        get: operations["listGatewayHosts"];
        put?: never;
        /**
         * Make the root of a host the gateway of the organization
         * @description Make the root of a host the gateway of the organization. Only hosts that the operator listed (`GATEWAY_HOSTS`); in local development any name below localhost. 409 `host_taken`: it is a gateway already. Needs the scope `gateway:write`.
         */
        post: operations["addGatewayHost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateway-hosts/{host}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Give a host back
         * @description Give a host back. Needs the scope `gateway:write`.
         */
        delete: operations["removeGatewayHost"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateway-routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List gateway routes
         * @description List gateway routes. Needs the scope `gateway:read`.
         */
        get: operations["listGatewayRoutes"];
        put?: never;
        /**
         * Create a gateway route
         * @description Create a gateway route. 409 `route_exists`: another route has the same prefix, parameters aside, and a common method. 409 `tool_exists`: another route is a tool of this name. You need not hold the scopes that a route requires. What takes something away from callers answers after about two seconds: then no call is made under the old settings. Needs the scope `gateway:write`.
         */
        post: operations["createGatewayRoute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateway-routes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a gateway route
         * @description Read a gateway route. Needs the scope `gateway:read`.
         */
        get: operations["getGatewayRoute"];
        /**
         * Change settings of a gateway route
         * @description Change settings of a gateway route. The same as PATCH: fields that are left out stay as they are. Needs the scope `gateway:write`.
         */
        put: operations["putGatewayRoute"];
        post?: never;
        /**
         * Delete a gateway route for good
         * @description Delete a gateway route for good. What takes something away from callers answers after about two seconds: then no call is made under the old settings. Needs the scope `gateway:write`.
         */
        delete: operations["deleteGatewayRoute"];
        options?: never;
        head?: never;
        /**
         * Change settings of a gateway route
         * @description Change settings of a gateway route. Fields that are left out stay as they are. Without If-Match the last change wins. Header rules are replaced as a whole. 409 `route_exists`: another route has the same prefix, parameters aside, and a common method. 409 `tool_exists`: another route is a tool of this name. What takes something away from callers answers after about two seconds: then no call is made under the old settings. Needs the scope `gateway:write`.
         */
        patch: operations["updateGatewayRoute"];
        trace?: never;
    };
    "/api/v1/gateway-routes/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse every call of a gateway route until it is enabled
         * @description Refuse every call of a gateway route until it is enabled. What takes something away from callers answers after about two seconds: then no call is made under the old settings. Needs the scope `gateway:write`.
         */
        post: operations["disableGatewayRoute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateway-routes/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take calls of a gateway route again
         * @description Take calls of a gateway route again. Needs the scope `gateway:write`.
         */
        post: operations["enableGatewayRoute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateway-routes/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call the upstream of a gateway route, and see the answer
         * @description Call the upstream of a gateway route, and see the answer. A real call with your identity, also while the route is disabled. It costs nothing, and counts for no limit and no circuit breaker. `path` is what follows the prefix, `params` has its parameters. What goes wrong at the upstream is in `problem`. Needs the scope `gateway:write`.
         */
        post: operations["testGatewayRoute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateway-routes/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a gateway route was used
         * @description How a gateway route was used. Routes with the same `pattern` share their figures. `outcomes` are counted among the newest 5,000 entries of the log. Needs the scope `gateway:read`.
         */
        get: operations["getGatewayRouteUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateway-routes/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make routes and tools of an OpenAPI document, or say what would be made
         * @description Make routes and tools of an OpenAPI document, or say what would be made. Each operation becomes a route for exactly its path and method; at most 200 of one call. All are written in one transaction. An operation that was imported with the same prefix before is updated: what the document says replaces what it said then. Limits, header rules, CORS, timeouts and the status stay, as do the name of a tool and whether it needs an approval. Scopes are added and never taken away. Importing the same document again changes nothing. With `preview=true` nothing is written. Needs the scope `gateway:write`.
         */
        post: operations["importGatewayRoutes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/getting-started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which first steps are done
         * @description Which first steps are done.
         */
        get: operations["getGettingStarted"];
        /**
         * Hide the first steps for yourself, or show them again
         * @description Hide the first steps for yourself, or show them again.
         */
        put: operations["putGettingStarted"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Subscribe a target to an event (REST hook)
         * @description Subscribe a target to an event (REST hook). The same target and event have one subscription in each environment: subscribing again answers 200 with it. A target that answers 410 is unsubscribed. Needs the scope `connectors:write`.
         */
        post: operations["subscribeHook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a subscription by a REST hook
         * @description End a subscription by a REST hook. A subscription that is gone counts as success. Needs the scope `connectors:write`.
         */
        delete: operations["unsubscribeHook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Samples of what a subscription to an event delivers
         * @description Samples of what a subscription to an event delivers. Needs the scope `connectors:read`.
         */
        get: operations["sampleHook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List incoming webhooks
         * @description List incoming webhooks. Needs the scope `incoming:read`.
         */
        get: operations["listIncomingWebhooks"];
        put?: never;
        /**
         * Create an incoming webhook
         * @description Create an incoming webhook. Needs the scope for what it writes too: `records:write` or `events:write`. `fieldMapping` may stand in the place of `mapping`. Needs the scope `incoming:write`.
         */
        post: operations["createIncomingWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an incoming webhook
         * @description Read an incoming webhook. Needs the scope `incoming:read`.
         */
        get: operations["getIncomingWebhook"];
        /**
         * Change settings of an incoming webhook
         * @description Change settings of an incoming webhook. The same as PATCH: fields that are left out stay as they are. Needs the scope `incoming:write`.
         */
        put: operations["putIncomingWebhook"];
        post?: never;
        /**
         * Delete an incoming webhook for good
         * @description Delete an incoming webhook for good. Needs the scope `incoming:write`.
         */
        delete: operations["deleteIncomingWebhook"];
        options?: never;
        head?: never;
        /**
         * Change settings of an incoming webhook
         * @description Change settings of an incoming webhook. Fields that are left out stay as they are. Without If-Match the last change wins. Needs the scope `incoming:write`.
         */
        patch: operations["updateIncomingWebhook"];
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the requests of an incoming webhook, newest first
         * @description List the requests of an incoming webhook, newest first. The same as `/requests`. Needs the scope `incoming:read`.
         */
        get: operations["listIncomingLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse every request to an incoming webhook until it is resumed
         * @description Refuse every request to an incoming webhook until it is resumed. Needs the scope `incoming:write`.
         */
        post: operations["pauseIncomingWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the mapping of an incoming webhook, or another, makes of a sample or a request
         * @description What the mapping of an incoming webhook, or another, makes of a sample or a request. Secrets in a kept request are redacted here. At most 60 previews a minute. Needs the scope `incoming:read`.
         */
        post: operations["previewIncomingWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/regenerate-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an incoming webhook a new token; the old URL is unknown at once
         * @description Give an incoming webhook a new token; the old URL is unknown at once. Needs the scope `incoming:write`.
         */
        post: operations["regenerateIncomingToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest jobs that replay requests, newest first
         * @description The latest jobs that replay requests, newest first. Needs the scope `incoming:read`.
         */
        get: operations["listReplayJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/replays/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a replay has come
         * @description How far a replay has come. Needs the scope `incoming:read`.
         */
        get: operations["getReplayJob"];
        put?: never;
        post?: never;
        /**
         * Stop a replay; what was replayed stays
         * @description Stop a replay; what was replayed stays. Needs the scope `incoming:write`.
         */
        delete: operations["stopReplayJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the requests of an incoming webhook, newest first
         * @description List the requests of an incoming webhook, newest first. Needs the scope `incoming:read`.
         */
        get: operations["listIncomingRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/requests/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a request with its headers, its body and what it became
         * @description Read a request with its headers, its body and what it became. Needs the scope `incoming:read`.
         */
        get: operations["getIncomingRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/requests/{requestId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Handle a kept request again, by the settings of now
         * @description Handle a kept request again, by the settings of now. No signature is checked again. A request that was refused counts as that delivery from now on; one that was accepted is carried out once more. Needs the scope `incoming:write`.
         */
        post: operations["replayIncomingRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/requests/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Handle kept requests again, up to 100 by their ids or all that match
         * @description Handle kept requests again, up to 100 by their ids or all that match. With `ids`: Items are independent: a failure of one does not undo the others, and each has a status of its own. With `verdict`: a job handles all that match again, the oldest first, none of them twice; at most 10,000. Requests that arrive later are not among them. Needs the scope `incoming:write`.
         */
        post: operations["replayIncomingRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take requests to an incoming webhook again
         * @description Take requests to an incoming webhook again. Needs the scope `incoming:write`.
         */
        post: operations["resumeIncomingWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-webhooks/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a mapping makes of a sample, without writing anything
         * @description What a mapping makes of a sample, without writing anything. At most 60 previews a minute. Needs the scope `incoming:read`.
         */
        post: operations["previewMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the Worker does by itself, and how it went the last time
         * @description What the Worker does by itself, and how it went the last time. Needs the scope `organization:read`.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I: credential, scopes, organization, limits left
         * @description Who am I: credential, scopes, organization, limits left. Any credential may call it. It costs one call of the limits.
         */
        get: operations["getCaller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what you allow apps
         * @description List what you allow apps.
         */
        get: operations["listOwnGrants"];
        put?: never;
        post?: never;
        /**
         * Revoke all that you allowed apps
         * @description Revoke all that you allowed apps.
         */
        delete: operations["revokeOwnGrants"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/grants/{grantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke what you allowed one app
         * @description Revoke what you allowed one app.
         */
        delete: operations["revokeOwnGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members of the organization
         * @description List the members of the organization. Needs the scope `members:read`.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/modules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List modules with their fields
         * @description List modules with their fields. Needs the scope `modules:read`.
         */
        get: operations["listModules"];
        put?: never;
        /**
         * Define a module
         * @description Define a module. The slug never changes. At most 100 modules. Needs the scope `modules:write`.
         */
        post: operations["createModule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/modules/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a module with its fields
         * @description Read a module with its fields. Needs the scope `modules:read`.
         */
        get: operations["getModule"];
        /**
         * Change a module
         * @description Change a module. The same as PATCH: fields that are left out stay as they are. Needs the scope `modules:write`.
         */
        put: operations["putModule"];
        post?: never;
        /**
         * Delete a module with its records
         * @description Delete a module with its records. With records it needs `?confirm=` and the slug. Records that are deleted with it get no events of their own. Needs the scope `modules:write`.
         */
        delete: operations["deleteModule"];
        options?: never;
        head?: never;
        /**
         * Change a module
         * @description Change a module. `fields` replaces all fields: one that is left out is removed with its values. What existing records do not allow is refused with 409 `module_has_records`, and says what is in the way: another type, a required field that some lack, a unique value that repeats. An index over more than 1000 records is built by a job, usually within minutes: until then the field has `building`. The same job checks whether a field can be required (`checking`) or unique over so many: what is written obeys at once, and where an older record is in the way, the field is neither, and has `problem`. Needs the scope `modules:write`.
         */
        patch: operations["updateModule"];
        trace?: never;
    };
    "/api/v1/oauth-apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List OAuth apps
         * @description List OAuth apps. Needs the scope `oauth-apps:read`.
         */
        get: operations["listOAuthApps"];
        put?: never;
        /**
         * Create an OAuth app
         * @description Create an OAuth app. You can only choose scopes that you hold yourself. The secret is in this answer alone; a public app has none. Not with an access token or a child key. Needs the scope `oauth-apps:write`.
         */
        post: operations["createOAuthApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-apps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an OAuth app
         * @description Read an OAuth app. Needs the scope `oauth-apps:read`.
         */
        get: operations["getOAuthApp"];
        /**
         * Change settings of an OAuth app
         * @description Change settings of an OAuth app. The same as PATCH: fields that are left out stay as they are. Needs the scope `oauth-apps:write`.
         */
        put: operations["putOAuthApp"];
        post?: never;
        /**
         * Delete an OAuth app for good
         * @description Delete an OAuth app for good. Needs the scope `oauth-apps:write`.
         */
        delete: operations["deleteOAuthApp"];
        options?: never;
        head?: never;
        /**
         * Change settings of an OAuth app
         * @description Change settings of an OAuth app. Fields that are left out stay as they are. Without If-Match the last change wins. You can only choose scopes that you hold yourself. A scope that is taken away ends for all tokens with this answer. Needs the scope `oauth-apps:write`.
         */
        patch: operations["updateOAuthApp"];
        trace?: never;
    };
    "/api/v1/oauth-apps/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch an app off, with all its tokens
         * @description Switch an app off, with all its tokens. Needs the scope `oauth-apps:write`.
         */
        post: operations["disableOAuthApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-apps/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch an app on again
         * @description Switch an app on again. Needs the scope `oauth-apps:write`.
         */
        post: operations["enableOAuthApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-apps/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who allowed an app what, newest first
         * @description List who allowed an app what, newest first. Needs the scope `oauth-apps:read`.
         */
        get: operations["listOAuthGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-apps/{id}/grants/{grantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke what one user allowed an app
         * @description Revoke what one user allowed an app. Needs the scope `oauth-apps:write`.
         */
        delete: operations["revokeOAuthGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-apps/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an app a new secret; the one before is accepted for a while
         * @description Give an app a new secret; the one before is accepted for a while. Of three secrets at once the oldest ends with this answer. 409 `app_public`: the app has no secret. Needs the scope `oauth-apps:write`.
         */
        post: operations["rotateOAuthSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-apps/{id}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the valid tokens of an app, newest first
         * @description List the valid tokens of an app, newest first. Needs the scope `oauth-apps:read`.
         */
        get: operations["listOAuthTokens"];
        put?: never;
        post?: never;
        /**
         * Revoke all tokens and grants of an app, or those of one user
         * @description Revoke all tokens and grants of an app, or those of one user. Also the permission ends, so users are asked again. Without `subject`: of everybody. Needs the scope `oauth-apps:write`.
         */
        delete: operations["revokeOAuthTokens"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-apps/{id}/tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke one token of an app; with a refresh token, all that came from it
         * @description Revoke one token of an app; with a refresh token, all that came from it. Needs the scope `oauth-apps:write`.
         */
        delete: operations["revokeOAuthToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-apps/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How an app was used
         * @description How an app was used. `hours` cannot stand beside `days`. Needs the scope `oauth-apps:read`.
         */
        get: operations["getOAuthAppUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-authorizations/{challenge}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an app asks for, under the challenge that the browser brought
         * @description What an app asks for, under the challenge that the browser brought. The challenge is that of the URL `?challenge=`. 404: it is not known, or of an app that the caller does not reach. 410: it cannot go on; `restartUrl` starts again. A person decides for themselves and needs no scope; a key decides for a user of your product. Needs the scope `oauth:authorize`.
         */
        get: operations["getOAuthAuthorization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-authorizations/{challenge}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Allow what an app asks for
         * @description Allow what an app asks for. The challenge is that of the URL `?challenge=`. 404: it is not known, or of an app that the caller does not reach. 410: it cannot go on; `restartUrl` starts again. A person decides for themselves and needs no scope; a key decides for a user of your product. Only scopes that the caller holds can be allowed; if there are none, the app is told `access_denied`. Repeating it gives the same code. Needs the scope `oauth:authorize`.
         */
        post: operations["acceptOAuthAuthorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-authorizations/{challenge}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse what an app asks for
         * @description Refuse what an app asks for. The challenge is that of the URL `?challenge=`. 404: it is not known, or of an app that the caller does not reach. 410: it cannot go on; `restartUrl` starts again. A person decides for themselves and needs no scope; a key decides for a user of your product. The app is told `access_denied`. Needs the scope `oauth:authorize`.
         */
        post: operations["rejectOAuthAuthorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-consents/{challenge}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an app asks a user of the host product for; for our consent page
         * @description What an app asks a user of the host product for; for our consent page.
         */
        get: operations["getOAuthConsent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-consents/{challenge}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Allow it, as the user of the host product to whom the challenge was given
         * @description Allow it, as the user of the host product to whom the challenge was given.
         */
        post: operations["acceptOAuthConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-consents/{challenge}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse it, as the user of the host product to whom the challenge was given
         * @description Refuse it, as the user of the host product to whom the challenge was given.
         */
        post: operations["rejectOAuthConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the organization lets apps in
         * @description How the organization lets apps in. Needs the scope `organization:read`.
         */
        get: operations["getOAuthSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change how the organization lets apps in
         * @description Change how the organization lets apps in. Fields that are left out stay as they are. Without If-Match the last change wins. Needs the scope `organization:write`.
         */
        patch: operations["updateOAuthSettings"];
        trace?: never;
    };
    "/api/v1/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organization of the caller
         * @description The organization of the caller. Needs the scope `organization:read`.
         */
        get: operations["getOrganization"];
        /**
         * Change settings of the organization
         * @description Change settings of the organization. The same as PATCH: fields that are left out stay as they are. Needs the scope `organization:write`.
         */
        put: operations["putOrganization"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings of the organization
         * @description Change settings of the organization. Fields that are left out stay as they are. Without If-Match the last change wins. `planLimits` can be set only on the enterprise plan; the plan itself by owners. Needs the scope `organization:write`.
         */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures of a period, and what needs attention now
         * @description Figures of a period, and what needs attention now. Its period is chosen as in `/stats/usage`. Parts that the caller may not read are null and named in `withheld`.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List records of a module
         * @description List records of a module. Filters are parameters: `filter[email]=ada@example.com` is equal, `filter[age][gte]=18` names an operator: not, gt, gte, lt, lte, contains, empty (true or false). Only fields that are unique or indexed can be filtered or sorted by. `filter[status][not]=open` includes records without a status, and an empty value stands for no value; a boolean without a value counts as false. Records without a value come last, in descending order first. A page by a field may be followed by an empty one; with several filters a page may hold fewer records than asked for, or none, and still have a next page. Needs the scope `records:read`.
         */
        get: operations["listRecords"];
        /**
         * Create a record, or change the one with the same unique value
         * @description Create a record, or change the one with the same unique value. Of concurrent calls with the same value one creates, and the others change what it created. Needs the scope `records:write`.
         */
        put: operations["upsertRecord"];
        /**
         * Create a record
         * @description Create a record. A unique value that another record has is refused with 422 `value_taken`. Needs the scope `records:write`.
         */
        post: operations["createRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{slug}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a record
         * @description Read a record. Needs the scope `records:read`.
         */
        get: operations["getRecord"];
        /**
         * Change values of a record
         * @description Change values of a record. The same as PATCH: fields that are left out stay as they are. Needs the scope `records:write`.
         */
        put: operations["putRecord"];
        post?: never;
        /**
         * Delete a record for good
         * @description Delete a record for good. Needs the scope `records:delete`.
         */
        delete: operations["deleteRecord"];
        options?: never;
        head?: never;
        /**
         * Change values of a record
         * @description Change values of a record. Values are merged: null clears a field, fields that are left out stay. Without If-Match the last change wins. Needs the scope `records:write`.
         */
        patch: operations["updateRecord"];
        trace?: never;
    };
    "/api/v1/records/{slug}/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create or change up to 100 records
         * @description Create or change up to 100 records. Up to 100 records in one transaction, each announced as if it were written alone. Without `partial`, one that cannot be written refuses all, with 422 and the path of each value (`records.3.email`). `dryRun` says what would be done, and what is wrong with each. Needs the scope `records:write`.
         */
        post: operations["writeRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{slug}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The records of a module as a CSV file
         * @description The records of a module as a CSV file. Filters and sort are those of the list. A column for each field by its name, so that the batch route takes the values back; then `record id`, `created at` and `updated at`. A text that a spreadsheet could run as a formula begins with an apostrophe. Needs the scope `records:read`.
         */
        get: operations["exportRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catalog of scopes: the built-in ones, and your own
         * @description The catalog of scopes: the built-in ones, and your own.
         */
        get: operations["listScopes"];
        put?: never;
        /**
         * Define a scope of your own
         * @description Define a scope of your own. At most 200 scopes of your own. A resource of Gatehouse itself, such as `webhooks`, is refused. Needs the scope `organization:write`.
         */
        post: operations["createScope"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scopes/{scope}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a scope, and how many keys hold it
         * @description Read a scope, and how many keys hold it.
         */
        get: operations["getScope"];
        /**
         * Change how a scope of your own is shown
         * @description Change how a scope of your own is shown. The same as PATCH: fields that are left out stay as they are. Needs the scope `organization:write`.
         */
        put: operations["putScope"];
        post?: never;
        /**
         * Delete a scope of your own; keys that hold it keep it
         * @description Delete a scope of your own; keys that hold it keep it. Answers 409 `scope_in_use` while keys hold it, unless `force=true`. Keys keep what they hold either way, and go on working. Needs the scope `organization:write`.
         */
        delete: operations["deleteScope"];
        options?: never;
        head?: never;
        /**
         * Change how a scope of your own is shown
         * @description Change how a scope of your own is shown. Fields that are left out stay as they are. Without If-Match the last change wins. Needs the scope `organization:write`.
         */
        patch: operations["updateScope"];
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your own sessions
         * @description List your own sessions.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of your sessions
         * @description End one of your sessions.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the first-run setup is still to be done
         * @description Whether the first-run setup is still to be done.
         */
        get: operations["getSetup"];
        put?: never;
        /**
         * First-run setup: creates the first organization and its owner, once
         * @description First-run setup: creates the first organization and its owner, once. Succeeds once in the life of an installation.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures of today, the last 7 and the last 30 days
         * @description Figures of today, the last 7 and the last 30 days. Needs the scope `stats:read`.
         */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures of a period: by hour or day, key and endpoint, compared to the period before
         * @description Figures of a period: by hour or day, key and endpoint, compared to the period before. `start` must not be after `end`, and at most 92 days before it. `days` cannot stand beside them. Needs the scope `stats:read`.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description List webhooks. Needs the scope `webhooks:read`.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description Create a webhook. The URL must be public: https, no private address or name, not Gatehouse itself. The signing secret is in this answer alone. Needs the scope `webhooks:write`.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook
         * @description Read a webhook. Needs the scope `webhooks:read`.
         */
        get: operations["getWebhook"];
        /**
         * Change settings of a webhook
         * @description Change settings of a webhook. The same as PATCH: fields that are left out stay as they are. Needs the scope `webhooks:write`.
         */
        put: operations["putWebhook"];
        post?: never;
        /**
         * Delete a webhook for good
         * @description Delete a webhook for good. Needs the scope `webhooks:write`.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change settings of a webhook
         * @description Change settings of a webhook. Fields that are left out stay as they are. Without If-Match the last change wins. Needs the scope `webhooks:write`.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries of a webhook, newest first
         * @description List the deliveries of a webhook, newest first. Needs the scope `webhooks:read`.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delivery with every attempt
         * @description Read a delivery with every attempt. Needs the scope `webhooks:read`.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{deliveryId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery that is held, or again one that is over, also one that succeeded
         * @description Send a delivery that is held, or again one that is over, also one that succeeded. Needs the scope `webhooks:write`.
         */
        post: operations["retryDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{deliveryId}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Skip a delivery that is pending or held: what waits for it in its order goes on
         * @description Skip a delivery that is pending or held: what waits for it in its order goes on. Needs the scope `webhooks:write`.
         */
        post: operations["skipDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the deliveries of a webhook by state
         * @description Count the deliveries of a webhook by state. Needs the scope `webhooks:read`.
         */
        get: operations["countDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send deliveries again, by their ids or by filter
         * @description Send deliveries again, by their ids or by filter. Needs the scope `webhooks:write`.
         */
        post: operations["retryDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send nothing to a webhook until it is resumed; what is published meanwhile is held
         * @description Send nothing to a webhook until it is resumed; what is published meanwhile is held. Needs the scope `webhooks:write`.
         */
        post: operations["pauseWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send everything that failed or was held since then
         * @description Send everything that failed or was held since then. Needs the scope `webhooks:write`.
         */
        post: operations["recoverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a webhook, and choose whether to send what was held
         * @description Resume a webhook, and choose whether to send what was held. Needs the scope `webhooks:write`.
         */
        post: operations["resumeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest jobs that send deliveries again, newest first
         * @description The latest jobs that send deliveries again, newest first. Needs the scope `webhooks:read`.
         */
        get: operations["listRetryJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/retries/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a job has come
         * @description How far a job has come. Needs the scope `webhooks:read`.
         */
        get: operations["getRetryJob"];
        put?: never;
        post?: never;
        /**
         * Stop a job; what it has put on its way goes on
         * @description Stop a job; what it has put on its way goes on. Needs the scope `webhooks:write`.
         */
        delete: operations["stopRetryJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook a new signing secret; for a while the old one signs too
         * @description Give a webhook a new signing secret; for a while the old one signs too. Needs the scope `webhooks:write`.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a webhook fared: attempts, latency, failures by kind
         * @description How a webhook fared: attempts, latency, failures by kind. Needs the scope `webhooks:read`.
         */
        get: operations["getWebhookStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test to a webhook and see what comes back
         * @description Send a test to a webhook and see what comes back. Needs the scope `webhooks:write`.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do one thing to up to 100 webhooks
         * @description Do one thing to up to 100 webhooks. Items are independent: a failure of one does not undo the others, and each has a status of its own. Needs the scope `webhooks:write`.
         */
        post: operations["bulkWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/incoming/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Answer the challenge of a sender that checks the URL
         * @description Answer the challenge of a sender that checks the URL.
         */
        get: operations["confirmIncomingWebhook"];
        put?: never;
        /**
         * Receive a request of another system; for senders, without a key
         * @description Receive a request of another system; for senders, without a key. The body is JSON, or the fields of an HTML form (application/x-www-form-urlencoded or multipart/form-data), at most 1 MB. 401: the signature is wrong or too old; 404: the token is unknown; 409: paused; 422: a field cannot have its value; 429: too many requests.
         */
        post: operations["receiveIncomingWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a filter and a transformation make of an event, without sending anything
         * @description What a filter and a transformation make of an event, without sending anything. Filter and transformation run within a budget. Needs the scope `webhooks:read`.
         */
        post: operations["previewWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test to a webhook that is not saved yet
         * @description Send a test to a webhook that is not saved yet. Needs the scope `webhooks:write`.
         */
        post: operations["testUnsavedWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptOAuthAuthorization: {
            /** @description Fewer than were asked for; left out: all of them that can be allowed. */
            scopes?: string[];
            /** @description The id of the user in your product. Required of a key; a person accepts for themselves. */
            subject?: string;
            /** @description How lists show that user. */
            subjectName?: string;
        };
        AcceptOAuthConsent: {
            /** @description Fewer than were asked for; left out: all of them that can be allowed. */
            scopes?: string[];
        };
        AddGatewayHost: {
            host: string;
        };
        AgentTool: {
            approval: boolean;
            cost: number;
            description: string;
            destructive: boolean;
            inputSchema: {
                [key: string]: unknown;
            };
            name: string;
            readOnly: boolean;
            /** @example rte_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            routeId: string | null;
            scopes: string[];
            /** @enum {string} */
            source: "gatehouse" | "route";
            title: string;
        };
        AgentTools: {
            data: components["schemas"]["AgentTool"][];
            /** @description Of the MCP endpoint. */
            url: string;
        };
        Alert: {
            count: number;
            details: {
                [key: string]: unknown;
            };
            /**
             * @description Of the key or webhook that it is about; null when it is about the organization or an address.
             * @enum {string|null}
             */
            environment: "live" | "test" | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            firstAt: string;
            /** @example alr_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /** @enum {string} */
            kind: "auth_failures" | "limit_exceeded" | "unusual_rate" | "unusual_endpoint" | "key_regenerated" | "permissions_changed" | "key_unused" | "key_expiring" | "key_rotation_due" | "key_rotated" | "key_rotation_failed" | "key_leaked" | "oauth_token_reused" | "webhook_failing" | "webhook_disabled" | "delivery_interrupted" | "upstream_failing" | "log_entries_dropped";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastAt: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            resolvedAt: string | null;
            resolvedBy: string | null;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            /** @enum {string} */
            status: "open" | "resolved";
            target: {
                id: string;
                name: string;
                type: string;
            };
        };
        AlertPage: {
            data: components["schemas"]["Alert"][];
            nextCursor: string | null;
            open: number;
            openCritical: number;
            total?: number;
        };
        AlertRule: {
            /** @description Published as an event: alert.raised, and alert.resolved once it is over. */
            asEvent: boolean;
            byEmail: boolean;
            enabled: boolean;
            isDefault: boolean;
            /** @enum {string} */
            kind: "auth_failures" | "limit_exceeded" | "unusual_rate" | "unusual_endpoint" | "key_regenerated" | "permissions_changed" | "key_unused" | "key_expiring" | "key_rotation_due" | "key_rotated" | "key_rotation_failed" | "key_leaked" | "oauth_token_reused" | "webhook_failing" | "webhook_disabled" | "delivery_interrupted" | "upstream_failing" | "log_entries_dropped";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            mutedUntil: string | null;
            /** @description From how many within the window on it is told; of unusual_rate, how many times the usual. */
            threshold: number | null;
            windowSeconds: number | null;
        };
        AlertRulePage: {
            data: components["schemas"]["AlertRule"][];
            /** @description Whether this installation can send mail at all. The address is a setting of the organization. */
            mailConfigured: boolean;
            nextCursor: string | null;
            total?: number;
        };
        AlertsUpdated: {
            updated: number;
        };
        ApiKey: {
            allowedIps: string[];
            /** @description Whether the log keeps headers and bodies of its calls; null: as the organization says. */
            captureBodies: boolean | null;
            /** @enum {string} */
            consistency: "edge" | "strict";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            /** @description What is left at this moment. */
            credits: {
                refill: components["schemas"]["Refill"];
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                refillsAt: string | null;
                remaining: number;
            } | null;
            description: string;
            /** @enum {string} */
            environment: "live" | "test";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description Until when the secret before the last regeneration works; null: it does not.
             * @example 2026-11-21T09:30:00.000Z
             */
            graceEndsAt: string | null;
            /** @example key_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * @description Brought from another system; upgraded at its first use.
             * @enum {string|null}
             */
            imported: "digest" | "upgraded" | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastUsedAt: string | null;
            /**
             * Format: date-time
             * @description When a scanner reported it as public.
             * @example 2026-11-21T09:30:00.000Z
             */
            leakedAt: string | null;
            leakSource: string | null;
            /** @example sk_live_abc...xyz */
            masked: string;
            metadata: {
                [key: string]: unknown;
            };
            name: string;
            ownerId: string | null;
            /**
             * @description The key that it was minted from.
             * @example key_01kaj3v5e8w2m4q6t8y0z2b4d6
             */
            parentId: string | null;
            /** @example sk_live_abc */
            prefix: string;
            rateLimit: {
                perDay: number | null;
                perHour: number | null;
                perMinute: number | null;
            };
            recoverable: boolean;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            revokedAt: string | null;
            revokedBy: string | null;
            /**
             * Format: date-time
             * @description When it last got a new secret; null: still the first.
             * @example 2026-11-21T09:30:00.000Z
             */
            rotatedAt: string | null;
            rotation: components["schemas"]["Rotation"];
            /**
             * Format: date-time
             * @description When its schedule asks for the next one.
             * @example 2026-11-21T09:30:00.000Z
             */
            rotationDueAt: string | null;
            scopes: string[];
            /**
             * @description Of itself, or of a key above it that is not active.
             * @enum {string}
             */
            status: "active" | "disabled" | "revoked" | "expired";
            tags: string[];
            /** @description No call for as long as the organization has set: 30 days, unless it says otherwise. */
            unused: boolean;
            usageCount: number;
        };
        ApiKeyPage: {
            data: components["schemas"]["ApiKey"][];
            nextCursor: string | null;
            total?: number;
        };
        ApiKeyWithSecret: {
            allowedIps: string[];
            /** @description Whether the log keeps headers and bodies of its calls; null: as the organization says. */
            captureBodies: boolean | null;
            /** @enum {string} */
            consistency: "edge" | "strict";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            /** @description What is left at this moment. */
            credits: {
                refill: components["schemas"]["Refill"];
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                refillsAt: string | null;
                remaining: number;
            } | null;
            description: string;
            /** @enum {string} */
            environment: "live" | "test";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description Until when the secret before the last regeneration works; null: it does not.
             * @example 2026-11-21T09:30:00.000Z
             */
            graceEndsAt: string | null;
            /** @example key_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * @description Brought from another system; upgraded at its first use.
             * @enum {string|null}
             */
            imported: "digest" | "upgraded" | null;
            /** @description Shown in this answer alone. */
            key: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastUsedAt: string | null;
            /**
             * Format: date-time
             * @description When a scanner reported it as public.
             * @example 2026-11-21T09:30:00.000Z
             */
            leakedAt: string | null;
            leakSource: string | null;
            /** @example sk_live_abc...xyz */
            masked: string;
            metadata: {
                [key: string]: unknown;
            };
            name: string;
            ownerId: string | null;
            /**
             * @description The key that it was minted from.
             * @example key_01kaj3v5e8w2m4q6t8y0z2b4d6
             */
            parentId: string | null;
            /** @example sk_live_abc */
            prefix: string;
            rateLimit: {
                perDay: number | null;
                perHour: number | null;
                perMinute: number | null;
            };
            recoverable: boolean;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            revokedAt: string | null;
            revokedBy: string | null;
            /**
             * Format: date-time
             * @description When it last got a new secret; null: still the first.
             * @example 2026-11-21T09:30:00.000Z
             */
            rotatedAt: string | null;
            rotation: components["schemas"]["Rotation"];
            /**
             * Format: date-time
             * @description When its schedule asks for the next one.
             * @example 2026-11-21T09:30:00.000Z
             */
            rotationDueAt: string | null;
            scopes: string[];
            /**
             * @description Of itself, or of a key above it that is not active.
             * @enum {string}
             */
            status: "active" | "disabled" | "revoked" | "expired";
            tags: string[];
            /** @description No call for as long as the organization has set: 30 days, unless it says otherwise. */
            unused: boolean;
            usageCount: number;
        };
        Approval: {
            /** @description What looks like a secret is hidden. */
            arguments: {
                [key: string]: unknown;
            };
            caller: {
                id: string;
                name: string;
                /** @enum {string} */
                type: "api_key" | "oauth_token";
            };
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            decidedAt: string | null;
            decidedBy: string | null;
            /** @enum {string} */
            environment: "live" | "test";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            expiresAt: string;
            /** @example apr_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            reason: string | null;
            /** @description The call that ran. */
            requestId: string | null;
            /**
             * @description Null: a tool of Gatehouse itself.
             * @example rte_01kaj3v5e8w2m4q6t8y0z2b4d6
             */
            routeId: string | null;
            /** @enum {string} */
            status: "pending" | "approved" | "denied" | "expired" | "used";
            title: string;
            tool: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            usedAt: string | null;
        };
        ApprovalPage: {
            data: components["schemas"]["Approval"][];
            nextCursor: string | null;
            total?: number;
        };
        Archive: {
            bytes: number;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Of the first line in it.
             * @example 2026-11-21T09:30:00.000Z
             */
            from: string;
            /** @example arc_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /** @enum {string} */
            kind: "event_logs" | "deliveries" | "audit_logs";
            /** @description Its name in the bucket. */
            name: string;
            /** @description How many lines it has. */
            rows: number;
            /**
             * Format: date-time
             * @description Of the last line in it.
             * @example 2026-11-21T09:30:00.000Z
             */
            to: string;
        };
        ArchivePage: {
            /** @description Whether a bucket is bound. Without one, what an organization wants archived is not removed. */
            bucket: boolean;
            data: components["schemas"]["Archive"][];
            nextCursor: string | null;
            total?: number;
        };
        Attempt: {
            durationMs: number;
            error: {
                /** @enum {string} */
                kind: "timeout" | "connection" | "redirect" | "status" | "blocked" | "transform" | "interrupted" | "filter" | "secrets";
                message: string;
            } | null;
            number: number;
            request: {
                /** @description The first 64 KB. */
                body: string;
                /** @description Values of custom headers are hidden. */
                headers: {
                    [key: string]: string;
                };
            };
            response: {
                /** @description The first 16 KB, as text. */
                body: string;
                headers: {
                    [key: string]: string;
                };
                status: number;
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            startedAt: string;
        };
        AuditEntry: {
            /** @example api_key.revoked */
            action: string;
            actor: {
                id: string;
                name: string;
                /** @enum {string} */
                type: "user" | "api_key" | "system";
            };
            after?: unknown;
            before?: unknown;
            /**
             * @description Of the key or webhook that was changed; null for what belongs to no environment.
             * @enum {string|null}
             */
            environment: "live" | "test" | null;
            /** @example aud_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            ip: string | null;
            requestId: string | null;
            target: {
                id: string;
                name: string;
                type: string;
            };
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            time: string;
        };
        AuditPage: {
            data: components["schemas"]["AuditEntry"][];
            nextCursor: string | null;
            total?: number;
        };
        BulkApiKeys: {
            /** @enum {string} */
            action: "revoke" | "disable" | "enable" | "delete";
            ids: string[];
        };
        BulkResult: {
            done: number;
            results: {
                code: string | null;
                detail: string | null;
                /** @example key_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                id: string;
                ok: boolean;
            }[];
        };
        BulkWebhookResult: {
            done: number;
            results: {
                code: string | null;
                detail: string | null;
                /** @example whk_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                id: string;
                ok: boolean;
            }[];
        };
        BulkWebhooks: {
            /** @enum {string} */
            action: "pause" | "resume" | "delete" | "test";
            ids: string[];
            /** @description With `resume`: also send what was held while each of them was paused or disabled. Default: `false`. */
            sendHeld?: boolean;
        };
        CapturedResponse: {
            /** @description Null: there was none, or it is not kept. */
            body: string | null;
            /** @description How long the body was; null where that is not known. */
            bodyBytes: number | null;
            /** @description The media type of the body; null without one. */
            bodyType: string | null;
            headers: {
                [key: string]: string;
            };
            /** @description Something was cut off: a body after 16 KB, headers after 8 KB. */
            truncated: boolean;
        };
        Connector: {
            consecutiveFailures: number;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            /** @description Deliveries that succeeded or failed, ever. */
            deliveries: number;
            /** @enum {string} */
            environment: "live" | "test";
            events: string[];
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            failingSince: string | null;
            /** @enum {string} */
            health: "healthy" | "degraded" | "failing" | "disabled";
            healthReason: components["schemas"]["HealthReason"];
            /** @description Deliveries of events that were published while it was paused or disabled. */
            held: {
                /** @description Counted up to 100 in lists, up to 10000 elsewhere. */
                count: number;
                /**
                 * Format: date-time
                 * @description When the oldest of them was published.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                from: string | null;
                /**
                 * Format: date-time
                 * @description When the newest of them was published.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                to: string | null;
            };
            /** @example con_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @description When an event was last sent to it.
             * @example 2026-11-21T09:30:00.000Z
             */
            lastEventAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastFailureAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastSuccessAt: string | null;
            name: string;
            /** @enum {string} */
            provider: "zapier" | "make" | "n8n" | "slack" | "discord" | "custom";
            /** @description Whether its URL can be opened with today's DATA_KEYS. If not, save it again. */
            readable: boolean;
            /** @description Why nothing is sent to it, where no person paused it. */
            reason: {
                /** @enum {string} */
                code: "too_many_failures" | "no_success" | "gone" | "channel_archived" | "channel_not_found" | "webhook_removed" | "not_allowed";
                message: string;
            } | null;
            /**
             * @description url: a person pasted its URL; hook: an app of the platform subscribed by itself (REST hook).
             * @enum {string}
             */
            source: "url" | "hook";
            /** @enum {string} */
            status: "active" | "paused" | "disabled";
            successRate: number | null;
            /** @description Masked: it contains a token. */
            url: string;
        };
        ConnectorPage: {
            data: components["schemas"]["Connector"][];
            nextCursor: string | null;
            total?: number;
        };
        ConnectorPreview: {
            /** @description What would be sent. */
            body: {
                [key: string]: unknown;
            };
            /** @description What goes in. */
            event: {
                [key: string]: unknown;
            };
            /** @description What it says, for slack and discord. */
            message: {
                fields: {
                    name: string;
                    value: string;
                }[];
                footer: string;
                link: {
                    label: string;
                    url: string;
                } | null;
                text: string;
                time: string;
                title: string;
                /** @enum {string} */
                tone: "info" | "good" | "warning" | "bad";
            } | null;
            /** @enum {string} */
            provider: "zapier" | "make" | "n8n" | "slack" | "discord" | "custom";
        };
        CreateApiKey: {
            /** @description Default: `[]`. */
            allowedIps?: string[];
            /** @description Whether the log keeps headers and bodies of its calls; null: as the organization says. Default: `null`. */
            captureBodies?: boolean | null;
            /**
             * @description Default: `"edge"`.
             * @enum {string}
             */
            consistency?: "edge" | "strict";
            /** @description Null: as many calls as the limits allow. Default: `null`. */
            credits?: {
                refill?: components["schemas"]["Refill"];
                remaining: number;
            } | null;
            /** @description Default: `""`. */
            description?: string;
            /**
             * @description Left out: that of the key, or live for a person. A test key creates in test alone: `live` is refused with 422.
             * @enum {string}
             */
            environment?: "live" | "test";
            /**
             * Format: date-time
             * @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. Default: `null`.
             * @example 2026-11-21T09:30:00.000Z
             */
            expiresAt?: string | null;
            /** @description Default: `{}`. */
            metadata?: {
                [key: string]: unknown;
            };
            name: string;
            /** @description Default: `null`. */
            ownerId?: string | null;
            rateLimit?: components["schemas"]["RateLimit"];
            /** @description Keep the key sealed, so that it can be shown again to whoever may; false: it is shown once. Default: `false`. */
            recoverable?: boolean;
            rotation?: components["schemas"]["Rotation"];
            scopes: string[];
            /** @description Default: `[]`. */
            tags?: string[];
        };
        CreateChildKey: {
            /** @description Addresses within those of the parent. Left out: those of the parent. */
            allowedIps?: string[];
            /** @description Whether the log keeps headers and bodies of its calls; null: as the organization says. Default: `null`. */
            captureBodies?: boolean | null;
            /** @description A budget of its own, at most what the parent has left. Calls are also charged to the parent. Default: `null`. */
            credits?: {
                refill?: components["schemas"]["Refill"];
                remaining: number;
            } | null;
            /** @description Default: `""`. */
            description?: string;
            /**
             * Format: date-time
             * @description Not after the parent. Left out: when the parent expires.
             * @example 2026-11-21T09:30:00.000Z
             */
            expiresAt?: string | null;
            /** @description Default: `{}`. */
            metadata?: {
                [key: string]: unknown;
            };
            name: string;
            /** @description Left out: the owner of the parent. */
            ownerId?: string | null;
            /** @description At most the limits of the parent; those left out are the same. Calls also count for the parent. Default: `{}`. */
            rateLimit?: {
                perDay?: number | null;
                perHour?: number | null;
                perMinute?: number | null;
            };
            /** @description Keep the key sealed, so that it can be shown again to whoever may; false: it is shown once. Default: `false`. */
            recoverable?: boolean;
            rotation?: components["schemas"]["Rotation"];
            /** @description Scopes that the parent holds, or narrower ones. */
            scopes: string[];
            /** @description Default: `[]`. */
            tags?: string[];
        };
        CreateConnector: {
            /**
             * @description Left out: that of the key, or live for a person. A test key creates in test alone: `live` is refused with 422.
             * @enum {string}
             */
            environment?: "live" | "test";
            events: string[];
            name: string;
            /** @enum {string} */
            provider: "zapier" | "make" | "n8n" | "slack" | "discord";
            /** @description The URL that the platform gave you. It contains a token: it is stored sealed, and masked in every answer. */
            url: string;
        };
        CreateDemoData: {
            /**
             * @description Left out: that of the key, or live for a person. A test key creates in test alone: `live` is refused with 422.
             * @enum {string}
             */
            environment?: "live" | "test";
        };
        CreatedWebhook: {
            /** @description Attempts, ever: a delivery may need several. */
            attempts: number;
            consecutiveFailures: number;
            /** @enum {string} */
            contentType: "application/json" | "application/json; charset=utf-8" | "application/x-www-form-urlencoded";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            /** @description Deliveries that succeeded or failed, ever. */
            deliveries: number;
            description: string;
            disableAfterFailures: number | null;
            /** @enum {string|null} */
            disabledReason: "too_many_failures" | "no_success" | "gone" | null;
            /** @enum {string} */
            environment: "live" | "test";
            events: string[];
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            failingSince: string | null;
            filter: {
                [key: string]: unknown;
            } | null;
            /** @description Null where no test was sent, and where the answer to an Idempotency-Key is repeated. */
            firstTest: {
                /** @example dlv_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                deliveryId: string;
                durationMs: number | null;
                error: {
                    /** @enum {string} */
                    kind: "timeout" | "connection" | "redirect" | "status" | "blocked" | "transform" | "interrupted" | "filter" | "secrets";
                    message: string;
                } | null;
                /** @description Null: there was no result within five seconds. The delivery goes on. */
                ok: boolean | null;
                /** @description Of the response; null: there was none. */
                status: number | null;
            } | null;
            /** @description Their values are hidden from whoever may not change the webhook. */
            headers: {
                [key: string]: string;
            };
            /**
             * @description Healthy from 99 % of deliveries in the last 24 hours, degraded from 95 %, failing below that or after 5 failed attempts in a row. With fewer than 20 deliveries in 24 hours the last 20 count.
             * @enum {string}
             */
            health: "healthy" | "degraded" | "failing" | "disabled";
            healthReason: components["schemas"]["HealthReason"];
            /** @description Deliveries of events that were published while it was paused or disabled. */
            held: {
                /** @description Counted up to 100 in lists, up to 10000 elsewhere. */
                count: number;
                /**
                 * Format: date-time
                 * @description When the oldest of them was published.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                from: string | null;
                /**
                 * Format: date-time
                 * @description When the newest of them was published.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                to: string | null;
            };
            /** @example whk_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @description When the latest attempt that failed ended.
             * @example 2026-11-21T09:30:00.000Z
             */
            lastFailureAt: string | null;
            /**
             * Format: date-time
             * @description When the latest attempt that succeeded ended.
             * @example 2026-11-21T09:30:00.000Z
             */
            lastSuccessAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastTriggeredAt: string | null;
            maxConcurrency: number | null;
            maxRetries: number;
            name: string;
            /**
             * Format: date-time
             * @description While a rotation overlaps, both secrets sign.
             * @example 2026-11-21T09:30:00.000Z
             */
            oldSecretUntil: string | null;
            ordered: boolean;
            rateLimitPerSecond: number | null;
            /** @description Shown in this answer alone. */
            secret: string;
            /** @enum {string} */
            status: "active" | "paused" | "disabled";
            /** @description Share of the deliveries that succeeded, 0 to 1, of those that the health goes by; null: there are none. */
            successRate: number | null;
            timeoutSeconds: number;
            transform: string | null;
            /** @description What cannot be opened with today's DATA_KEYS, normally nothing. Until its secret is rotated, or its headers are set again, nothing can be sent to it. */
            unreadable: ("secret" | "headers")[];
            url: string;
        };
        CreateEventType: {
            /** @description Default: `"Custom"`. */
            category?: string;
            /** @description Default: `""`. */
            description?: string;
            /** @description Left out: the words of the type, such as "Order shipped". */
            name?: string;
            /** @description Default: `null`. */
            sample?: {
                [key: string]: unknown;
            } | null;
            /** @description JSON Schema (draft 2020-12) of the data; null: anything goes. Default: `null`. */
            schema?: {
                [key: string]: unknown;
            } | null;
            /** @example user.created */
            type: string;
        };
        CreateGatewayRoute: {
            cors?: components["schemas"]["GatewayCors"];
            /** @description How many calls, and credits, one call counts as. Default: `1`. */
            cost?: number;
            /** @description Default: `""`. */
            description?: string;
            /** @description Only this path, not those below it. Default: `false`. */
            exact?: boolean;
            /** @description Longest pause within an answer. Event streams and WebSockets may pause for longer. Default: `60`. */
            idleTimeoutSeconds?: number;
            /** @description Calls in progress at a time. Default: `null`. */
            maxConcurrency?: number | null;
            /** @description GET includes HEAD. `*`: any method. Default: `["*"]`. */
            methods?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS" | "*")[];
            name: string;
            /**
             * @description The longest matching prefix decides about a call. `{name}` stands for any one segment.
             * @example forum/posts
             */
            prefix: string;
            /** @description Calls of everybody together in any 60 s; null: only the limits of credentials. Default: `null`. */
            rateLimitPerMinute?: number | null;
            /** @description Set (text) or removed (null) in the request to the upstream. Values are encrypted at rest. Default: `{}`. */
            requestHeaders?: {
                [key: string]: string | null;
            };
            /** @description The same for answers. Default: `{}`. */
            responseHeaders?: {
                [key: string]: string | null;
            };
            /** @description A GET, HEAD or OPTIONS that the upstream did not answer is sent once more. Default: `true`. */
            retry?: boolean;
            /** @description A caller needs all of them. Default: `[]`. */
            scopes?: string[];
            /**
             * @description Default: `"active"`.
             * @enum {string}
             */
            status?: "active" | "disabled";
            /** @description The upstream gets the path without the prefix. Default: `true`. */
            stripPrefix?: boolean;
            /** @description Until the upstream begins to answer. Default: `30`. */
            timeoutSeconds?: number;
            tool?: components["schemas"]["GatewayTool"];
            /**
             * @description Origin and path, such as https://api.example.com/v1; its path may contain parameters of the prefix. `service:NAME/path`: a service binding that the operator listed.
             * @example https://forum.example.com/v1/posts
             */
            upstream: string;
        };
        CreateHook: {
            /** @description An event type, or a pattern such as user.* or *. */
            event: string;
            /** @description The URL that the platform gave you. It contains a token: it is stored sealed, and masked in every answer. */
            targetUrl: string;
        };
        CreateIncomingWebhook: {
            /**
             * @description Of a record: create it, update the one with the value of `upsertField`, or whichever fits. Default: `"create"`.
             * @enum {string}
             */
            action?: "create" | "update" | "upsert";
            /** @description Default: `""`. */
            description?: string;
            /**
             * @description Left out: that of the key, or live for a person. A test key creates in test alone: `live` is refused with 422.
             * @enum {string}
             */
            environment?: "live" | "test";
            /**
             * @description Of an event, and required there.
             * @example user.created
             */
            eventType?: string | null;
            /**
             * @description The same as fieldMapping.
             * @example {
             *       "email": "email",
             *       "company": "company_name"
             *     }
             */
            field_mapping?: {
                [key: string]: string;
            };
            /**
             * @description The same from the side of the payload: its names, or paths, with the field of each.
             * @example {
             *       "email": "email",
             *       "company": "company_name"
             *     }
             */
            fieldMapping?: {
                [key: string]: string;
            };
            /**
             * @description Fields by their names, each with a path or a JSONata expression.
             * @example {
             *       "email": "data.object.email",
             *       "name": {
             *         "value": "data.object.name",
             *         "default": "Unknown"
             *       }
             *     }
             */
            mapping?: {
                [key: string]: string | {
                    /** @description Taken where the payload has no value. */
                    default?: unknown;
                    /** @description One value, or none, becomes a list too. Default: `false`. */
                    list?: boolean;
                    /**
                     * @description A path in the payload, such as `data.object.email`, `items[0].sku`, `items.sku` or `["odd name"]`; `$headers.x-github-event` is a header; everything else is JSONata.
                     * @example data.object.email
                     */
                    value?: string;
                };
            };
            /**
             * @description Of a record, and required there.
             * @example contacts
             */
            module?: string | null;
            name: string;
            /** @description Requests in any 60 s; null: only the limit of the plan. Default: `600`. */
            rateLimitPerMinute?: number | null;
            /** @description For the kinds none, header and hmac: where the id of a delivery is, so that a repeat does nothing. Default: `null`. */
            senderId?: {
                /** @example X-Signature */
                header?: string;
                /** @example id */
                path?: string;
            } | null;
            /**
             * @description Default: `"active"`.
             * @enum {string}
             */
            status?: "active" | "paused";
            /**
             * @description A record of a module, or an event. Default: `"record"`.
             * @enum {string}
             */
            target?: "record" | "event";
            /**
             * @description A unique field. Required to update and to upsert.
             * @example email
             */
            upsertField?: string | null;
            verification?: components["schemas"]["VerificationInput"];
        };
        CreateModule: {
            /** @description Default: `""`. */
            description?: string;
            fields: components["schemas"]["FieldInput"][];
            name: string;
            /** @example contacts */
            slug: string;
        };
        CreateOAuthApp: {
            /** @description Default: `""`. */
            description?: string;
            /**
             * @description Left out: that of the key, or live for a person. A test key creates in test alone: `live` is refused with 422.
             * @enum {string}
             */
            environment?: "live" | "test";
            /** @description A public app cannot use `client_credentials`. Default: `["authorization_code"]`. */
            grantTypes?: ("authorization_code" | "client_credentials")[];
            /**
             * Format: uri
             * @description A square picture. It is shown to members, never fetched by us. Default: `null`.
             */
            logoUrl?: string | null;
            /** @description After so many days a user has to allow the app again, however often it was refreshed. Default: `365`. */
            maxDays?: number;
            name: string;
            /**
             * Format: uri
             * @description Default: `null`.
             */
            privacyPolicyUrl?: string | null;
            /** @description With keys, the app signs its requests (`private_key_jwt`); its secret is accepted too. Default: `[]`. */
            publicKeys?: ({
                /** @enum {string} */
                kty: "RSA" | "EC" | "OKP";
            } & {
                [key: string]: unknown;
            })[];
            rateLimit?: components["schemas"]["RateLimit"];
            /** @description Where the browser may return to; compared exactly. For localhost, 127.0.0.1 and [::1] any port is allowed. Required for `authorization_code`. Default: `[]`. */
            redirectUris?: string[];
            /** @description Always on for public apps. Default: `true`. */
            requirePkce?: boolean;
            /** @description All that the app may ever ask for. You can only choose what you hold yourself. */
            scopes: string[];
            /**
             * @description Default: `"confidential"`.
             * @enum {string}
             */
            type?: "confidential" | "public";
            /** @description The organization vouches for the app. Only a member can set this. Default: `false`. */
            verified?: boolean;
            /**
             * Format: uri
             * @description Default: `null`.
             */
            websiteUrl?: string | null;
        };
        CreateRecord: {
            /**
             * @description Values by the names of fields. Null, and an empty text, mean no value.
             * @example {
             *       "email": "ada@example.com"
             *     }
             */
            data: {
                [key: string]: unknown;
            };
            /**
             * @description Left out: that of the key, or live for a person. A test key creates in test alone: `live` is refused with 422.
             * @enum {string}
             */
            environment?: "live" | "test";
        };
        CreateScope: {
            /** @description Default: `""`. */
            description?: string;
            /** @description The heading under which dialogs show it: one of the catalog, or a new one. Default: `"Custom"`. */
            group?: string;
            /**
             * @description What people see in dialogs.
             * @example Read orders
             */
            label: string;
            /** @example orders:read */
            scope: string;
        };
        CreateWebhook: {
            /**
             * @description Default: `"application/json"`.
             * @enum {string}
             */
            contentType?: "application/json" | "application/json; charset=utf-8" | "application/x-www-form-urlencoded";
            /** @description Default: `""`. */
            description?: string;
            /** @description So many failed attempts in a row switch it off; null: only 5 days without success do. Default: `null`. */
            disableAfterFailures?: number | null;
            /**
             * @description Left out: that of the key, or live for a person. A test key creates in test alone: `live` is refused with 422.
             * @enum {string}
             */
            environment?: "live" | "test";
            events: string[];
            /** @description Only events that match: a MongoDB-style query on the event, such as {"data.total": {"$gt": 100}}. Default: `null`. */
            filter?: {
                [key: string]: unknown;
            } | null;
            /** @description Default: `{}`. */
            headers?: {
                [key: string]: string;
            };
            /** @description Default: `null`. */
            maxConcurrency?: number | null;
            /** @description After the first attempt; 0: none. Default: `7`. */
            maxRetries?: number;
            name: string;
            /** @description One at a time per ordering key, in the order of acceptance. Default: `false`. */
            ordered?: boolean;
            /** @description Default: `null`. */
            rateLimitPerSecond?: number | null;
            /** @description Left out: we make one. */
            secret?: string;
            /** @description Deliver a webhook.test event to it at once. The answer says in firstTest what came back. Default: `true`. */
            sendTest?: boolean;
            /**
             * @description A webhook that is created paused gets no test, and holds what is published until it is resumed. Default: `"active"`.
             * @enum {string}
             */
            status?: "active" | "paused";
            /** @description Default: `15`. */
            timeoutSeconds?: number;
            /** @description JSONata: what it makes of the event is what is sent. Default: `null`. */
            transform?: string | null;
            url: string;
            /**
             * @description Accepted as true alone: HTTPS with a valid certificate, always.
             * @enum {boolean}
             */
            verifySsl?: true;
        };
        DecideApproval: {
            /** @description The agent is told. */
            reason?: string;
        };
        Delivery: {
            attempts: number;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            durationMs: number | null;
            /** @description Of the last attempt. */
            error: {
                /** @enum {string} */
                kind: "timeout" | "connection" | "redirect" | "status" | "blocked" | "transform" | "interrupted" | "filter" | "secrets";
                message: string;
            } | null;
            /** @example evt_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            eventId: string;
            eventType: string;
            /** @example dlv_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            nextAttemptAt: string | null;
            orderingKey: string | null;
            responseStatus: number | null;
            /**
             * @description Queued: nothing has failed since it was published or sent again; retrying: an attempt failed, and another follows.
             * @enum {string}
             */
            state: "queued" | "delivered" | "retrying" | "failed" | "held" | "canceled";
            /** @enum {string} */
            status: "pending" | "delivering" | "succeeded" | "failed" | "held" | "canceled";
        };
        DeliveryCounts: {
            canceled: number;
            delivering: number;
            failed: number;
            held: number;
            pending: number;
            /** @description Of those pending or delivering: nothing has failed yet. */
            queued: number;
            /** @description Of those pending or delivering: an attempt failed. */
            retrying: number;
            succeeded: number;
        };
        DeliveryDetail: {
            /** @description Oldest first. */
            attemptList: components["schemas"]["Attempt"][];
            attempts: number;
            /**
             * @description The earlier delivery of the same ordering key it waits for.
             * @example dlv_01kaj3v5e8w2m4q6t8y0z2b4d6
             */
            blockedBy: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            durationMs: number | null;
            /** @description Of the last attempt. */
            error: {
                /** @enum {string} */
                kind: "timeout" | "connection" | "redirect" | "status" | "blocked" | "transform" | "interrupted" | "filter" | "secrets";
                message: string;
            } | null;
            /** @example evt_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            eventId: string;
            eventType: string;
            /** @example dlv_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            nextAttemptAt: string | null;
            orderingKey: string | null;
            responseStatus: number | null;
            /**
             * @description Queued: nothing has failed since it was published or sent again; retrying: an attempt failed, and another follows.
             * @enum {string}
             */
            state: "queued" | "delivered" | "retrying" | "failed" | "held" | "canceled";
            /** @enum {string} */
            status: "pending" | "delivering" | "succeeded" | "failed" | "held" | "canceled";
        };
        DeliveryPage: {
            data: components["schemas"]["Delivery"][];
            nextCursor: string | null;
            total?: number;
        };
        DeliveryStateCounts: {
            /** @description There are more than 5000 deliveries in this time. The newest were counted, so there may be more in each state. */
            capped: boolean;
            states: {
                canceled: number;
                delivered: number;
                failed: number;
                held: number;
                queued: number;
                retrying: number;
            };
            total: number;
        };
        DemoData: {
            /** @description Empty without demonstration data. */
            modules: {
                name: string;
                /** @description In both environments, at most 1,000. */
                records: number;
                slug: string;
            }[];
        };
        Event: {
            data: {
                [key: string]: unknown;
            };
            deliveries: number;
            deliveryCounts: components["schemas"]["DeliveryCounts"];
            /** @description Its deliveries, one for each webhook. */
            deliveryList: components["schemas"]["EventDelivery"][];
            /** @enum {string} */
            environment: "live" | "test";
            /** @example evt_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            orderingKey: string | null;
            /** @description Of the call that published it; null for a test, an alert, a service binding, and for older events. */
            requestId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            timestamp: string;
            type: string;
        };
        EventDelivery: {
            attempts: number;
            /** @description Of the last attempt; null: there was none. */
            durationMs: number | null;
            /**
             * @description Why the last attempt failed; null: it did not.
             * @enum {string|null}
             */
            errorKind: "timeout" | "connection" | "redirect" | "status" | "blocked" | "transform" | "interrupted" | "filter" | "secrets" | null;
            /** @example dlv_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @description When a delivery that waits is attempted again.
             * @example 2026-11-21T09:30:00.000Z
             */
            nextAttemptAt: string | null;
            /** @description Of the last response; null: there was none. */
            responseStatus: number | null;
            /** @enum {string} */
            state: "queued" | "delivered" | "retrying" | "failed" | "held" | "canceled";
            /** @enum {string} */
            status: "pending" | "delivering" | "succeeded" | "failed" | "held" | "canceled";
            /** @example whk_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            webhookId: string;
            webhookName: string;
        };
        EventPage: {
            data: components["schemas"]["EventSummary"][];
            nextCursor: string | null;
            total?: number;
        };
        EventSummary: {
            deliveries: number;
            deliveryCounts: components["schemas"]["DeliveryCounts"];
            /** @enum {string} */
            environment: "live" | "test";
            /** @example evt_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            orderingKey: string | null;
            /** @description Of the call that published it; null for a test, an alert, a service binding, and for older events. */
            requestId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            timestamp: string;
            type: string;
        };
        EventTypeInfo: {
            category: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string | null;
            custom: boolean;
            description: string;
            /** @example User created */
            name: string;
            sample: {
                [key: string]: unknown;
            } | null;
            schema: {
                [key: string]: unknown;
            } | null;
            type: string;
        };
        EventTypePage: {
            /** @description All categories, in the order in which they are shown, with the number of their types. */
            categories: {
                name: string;
                types: number;
            }[];
            data: components["schemas"]["EventTypeInfo"][];
            nextCursor: string | null;
            total?: number;
        };
        Expiring: {
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            at: string;
            /** @enum {string} */
            environment: "live" | "test";
            /** @description Of the key or the webhook. */
            id: string;
            /** @enum {string} */
            kind: "key_expires" | "grace_ends" | "rotation_due" | "webhook_secret_ends";
            name: string;
        };
        ExtendGrace: {
            /**
             * Format: date-time
             * @description Until when the old secret stays good instead: at most 7 days after the regeneration.
             * @example 2026-11-21T09:30:00.000Z
             */
            endsAt: string;
        };
        FailingWebhook: {
            /** @description Attempts that failed since the last success. */
            consecutiveFailures: number;
            /** @enum {string|null} */
            disabledReason: "too_many_failures" | "no_success" | "gone" | null;
            /** @enum {string} */
            environment: "live" | "test";
            /** @description Deliveries that failed, of those that the health goes by. */
            failed: number;
            /** @enum {string} */
            health: "healthy" | "degraded" | "failing" | "disabled";
            healthReason: components["schemas"]["HealthReason"];
            /** @example whk_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /** @description Why the latest attempt that failed did so. */
            lastError: {
                /** @enum {string} */
                kind: "timeout" | "connection" | "redirect" | "status" | "blocked" | "transform" | "interrupted" | "filter" | "secrets";
                status: number | null;
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastSuccessAt: string | null;
            name: string;
            /**
             * Format: date-time
             * @description The first failure since the last success; null: the last one succeeded.
             * @example 2026-11-21T09:30:00.000Z
             */
            since: string | null;
            /** @enum {string} */
            status: "active" | "paused" | "disabled";
        };
        Field: {
            /** @description Its index is being built over existing records: until that is done, lists cannot filter or sort by it, and a unique field is not sure to stay one (`problem`). `done`: how many records it has, where one module is read. */
            building?: {
                done?: number;
            };
            /** @description It was made required, and existing records are being checked: if one has no value, the field does not stay required (`problem`). `done`: how many were checked, where one module is read. */
            checking?: {
                done?: number;
            };
            indexed: boolean;
            label: string;
            module?: string;
            /** @example email */
            name: string;
            options?: string[];
            /** @description Why it is not unique, or not required, although it was to be: what is in the way. Until it is changed again. */
            problem?: string;
            required: boolean;
            /** @enum {string} */
            type: "text" | "number" | "boolean" | "date" | "datetime" | "email" | "url" | "select" | "json" | "reference";
            unique: boolean;
        };
        FieldInput: {
            /** @description Lists can filter and sort by it. A unique field is indexed. Default: `false`. */
            indexed?: boolean;
            /** @description What people see. Left out: the name. */
            label?: string;
            /**
             * @description Of a reference, and required there: the slug of a module.
             * @example contacts
             */
            module?: string;
            /**
             * @description Its key in the data of records. A field with another name is another field.
             * @example email
             */
            name: string;
            /** @description Of a select, and required there. */
            options?: string[];
            /** @description Default: `false`. */
            required?: boolean;
            /** @enum {string} */
            type: "text" | "number" | "boolean" | "date" | "datetime" | "email" | "url" | "select" | "json" | "reference";
            /** @description No two records of an environment have the same value. Records without a value never compete. Default: `false`. */
            unique?: boolean;
        };
        FoundDelivery: {
            /** @description Oldest first. */
            attemptList: components["schemas"]["Attempt"][];
            attempts: number;
            /**
             * @description The earlier delivery of the same ordering key it waits for.
             * @example dlv_01kaj3v5e8w2m4q6t8y0z2b4d6
             */
            blockedBy: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            durationMs: number | null;
            /** @enum {string} */
            environment: "live" | "test";
            /** @description Of the last attempt. */
            error: {
                /** @enum {string} */
                kind: "timeout" | "connection" | "redirect" | "status" | "blocked" | "transform" | "interrupted" | "filter" | "secrets";
                message: string;
            } | null;
            /** @example evt_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            eventId: string;
            eventType: string;
            /** @example dlv_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            nextAttemptAt: string | null;
            orderingKey: string | null;
            responseStatus: number | null;
            /**
             * @description Queued: nothing has failed since it was published or sent again; retrying: an attempt failed, and another follows.
             * @enum {string}
             */
            state: "queued" | "delivered" | "retrying" | "failed" | "held" | "canceled";
            /** @enum {string} */
            status: "pending" | "delivering" | "succeeded" | "failed" | "held" | "canceled";
            /** @example whk_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            webhookId: string;
            webhookName: string;
        };
        FullLogEntry: {
            appId: string | null;
            appName: string | null;
            country: string | null;
            /** @description The delivery of which this is an attempt; null for all other entries. */
            deliveryId: string | null;
            durationMs: number;
            endpoint: string;
            /** @enum {string|null} */
            environment: "live" | "test" | null;
            /** @example log_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            ip: string | null;
            keyId: string | null;
            keyName: string | null;
            method: string;
            /**
             * @description `ok`, the code of the problem that the call was answered with, or of a delivery what went wrong. Null for a failed call that was logged before outcomes were kept.
             * @example rate_limited
             */
            outcome: string | null;
            /**
             * @description What was missing, or what followed from an attempt; null where the outcome says it all.
             * @example {
             *       "limit": "minute"
             *     }
             */
            reason: {
                /** @description The address that the key does not allow. */
                address?: string | null;
                /** @description Of an attempt to deliver: its number, from 1. Left out of a first attempt that succeeded. */
                attempt?: number;
                /** @description Attempts that were left after a failed one. */
                attemptsLeft?: number;
                /** @description What the call costs, where that is not 1. */
                cost?: number;
                /** @description Credits that were left. */
                credits?: number;
                /**
                 * @description The environment that the call named.
                 * @enum {string}
                 */
                environment?: "live" | "test";
                /** @description Fields that were not valid; ten at most. */
                fields?: string[];
                /**
                 * @description The limit of the key that was reached.
                 * @enum {string}
                 */
                limit?: "minute" | "hour" | "day";
                /** @description Methods that the path takes. */
                methods?: string[];
                missingScopes?: string[];
                /** @description The limit or the credits are those of a key above it. */
                parent?: boolean;
                /** @description The organization's plan, where its limit was reached. */
                plan?: string;
                /**
                 * Format: date-time
                 * @description When the next attempt was due; null: the delivery has failed for good.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                retryAt?: string | null;
                /** @description The tool that was called. */
                tool?: string;
                /** @description The status with which the upstream of a route answered. */
                upstreamStatus?: number;
                /** @description How long the call waited for the upstream, seconds. */
                waitedSeconds?: number;
            } | null;
            /** @description Left out where headers and bodies were not kept. */
            request?: {
                /** @description Null: there was none, or it is not kept. */
                body: string | null;
                /** @description How long the body was; null where that is not known. */
                bodyBytes: number | null;
                /** @description The media type of the body; null without one. */
                bodyType: string | null;
                headers: {
                    [key: string]: string;
                };
                query: string;
                /** @description Something was cut off: a body after 16 KB, headers after 8 KB. */
                truncated: boolean;
            };
            requestId: string;
            response?: components["schemas"]["CapturedResponse"];
            status: number;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            time: string;
            /** @enum {string} */
            type: "api_call" | "webhook" | "auth" | "incoming" | "gateway" | "tool";
            userAgent: string | null;
            webhookId: string | null;
            webhookName: string | null;
        };
        GatewayCors: {
            /** @description Headers of answers that a page may read. Default: `[]`. */
            exposedHeaders?: string[];
            /** @description Headers that a page may send; Authorization, X-API-Key and Content-Type always. Empty: any. Default: `[]`. */
            headers?: string[];
            /** @description Default: `600`. */
            maxAgeSeconds?: number;
            /** @description Empty: the methods of the route. Default: `[]`. */
            methods?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS" | "*")[];
            origins: string[];
        } | null;
        GatewayHost: {
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            host: string;
            url: string;
        };
        GatewayHosts: {
            /** @description Hosts that the operator listed and nobody has claimed. */
            available: string[];
            data: components["schemas"]["GatewayHost"][];
            /** @description Local development: any name below localhost can be added. */
            localhost: boolean;
        };
        GatewayImport: {
            created: number;
            /** @description All scopes that the organization does not define yet: with `createScopes` they are defined. */
            newScopes: string[];
            operations: components["schemas"]["ImportedOperation"][];
            servers: string[];
            skipped: number;
            title: string;
            unchanged: number;
            updated: number;
            upstream: string | null;
            version: string;
        };
        GatewayRoute: {
            /** @enum {string} */
            circuit: "closed" | "open" | "half_open";
            /**
             * Format: date-time
             * @description When the next call may try the upstream.
             * @example 2026-11-21T09:30:00.000Z
             */
            circuitOpenUntil: string | null;
            cors: components["schemas"]["GatewayCors"];
            cost: number;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            description: string;
            exact: boolean;
            /** @example rte_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            idleTimeoutSeconds: number;
            maxConcurrency: number | null;
            methods: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS" | "*")[];
            name: string;
            /** @description Of an imported route: its operation in the document. */
            operation: string | null;
            /** @description How the log names its calls. */
            pattern: string;
            prefix: string;
            rateLimitPerMinute: number | null;
            /** @description Values are shown only to those who may change the route. */
            requestHeaders: {
                [key: string]: string | null;
            };
            responseHeaders: {
                [key: string]: string | null;
            };
            retry: boolean;
            scopes: string[];
            /** @enum {string} */
            source: "manual" | "openapi";
            /** @enum {string} */
            status: "active" | "disabled";
            stripPrefix: boolean;
            timeoutSeconds: number;
            tool: components["schemas"]["GatewayTool"];
            /** @description Its request headers cannot be decrypted: enter them again. */
            unreadable: boolean;
            upstream: string;
        };
        GatewayRoutePage: {
            data: components["schemas"]["GatewayRoute"][];
            nextCursor: string | null;
            total?: number;
        };
        GatewayRouteUsage: {
            averageMs: number | null;
            calls: number;
            days: {
                calls: number;
                failed: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                time: string;
            }[];
            failed: number;
            outcomes: {
                calls: number;
                outcome: string;
            }[];
            p95Ms: number | null;
        };
        GatewayTestResult: {
            /** @description The beginning of the answer; null if it is not text. */
            body: string | null;
            durationMs: number;
            headers: {
                [key: string]: string;
            };
            method: string;
            /** @description The upstream answered with a status below 500. */
            ok: boolean;
            problem: {
                code: string;
                detail: string;
            } | null;
            /** @description Null: there was no answer. */
            status: number | null;
            truncated: boolean;
            url: string;
        };
        GatewayTool: {
            /** @description Default: `{}`. */
            annotations?: {
                destructiveHint?: boolean;
                idempotentHint?: boolean;
                openWorldHint?: boolean;
                readOnlyHint?: boolean;
                title?: string;
            };
            /** @description A person has to approve each call first. Default: `false`. */
            approval?: boolean;
            /** @description Default: `{}`. */
            arguments?: {
                [key: string]: {
                    explode?: boolean;
                    /** @enum {string} */
                    in: "path" | "query" | "header" | "body";
                    /** @description Its name there, if it is another one. */
                    name?: string;
                    /** @enum {string} */
                    style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
                };
            };
            description: string;
            /** @description JSON Schema of an object. */
            inputSchema: {
                [key: string]: unknown;
            };
            /** @example search_posts */
            name: string;
        } | null;
        GettingStarted: {
            complete: boolean;
            /** @description Whether the caller has hidden it. */
            dismissed: boolean;
            steps: {
                /**
                 * Format: date-time
                 * @description When it was done; of the first delivery the hour. Null: not done, or the time is not known any more.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                at: string | null;
                done: boolean;
                /** @enum {string} */
                step: "key_created" | "first_call" | "webhook_created" | "first_delivery";
            }[];
        };
        GraceState: {
            /** @description Calls since the last regeneration. */
            calls: number;
            /**
             * Format: date-time
             * @description Until when the old secret works; null: it does not.
             * @example 2026-11-21T09:30:00.000Z
             */
            endsAt: string | null;
            /** @description The last call with the old secret, for a caller with `logs:read`; null also where it is not among the newest entries of the log. */
            lastPreviousCall: {
                country: string | null;
                endpoint: string;
                id: string;
                ip: string | null;
                method: string;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                time: string;
                userAgent: string | null;
            } | null;
            /**
             * Format: date-time
             * @description How far the end can be moved; null without a grace period.
             * @example 2026-11-21T09:30:00.000Z
             */
            latestEnd: string | null;
            /** @description Those of them that still came with the old secret. */
            previousCalls: number;
            /**
             * Format: date-time
             * @description When the key last got a new secret; null: still the first.
             * @example 2026-11-21T09:30:00.000Z
             */
            rotatedAt: string | null;
        };
        HealthReason: {
            /** @enum {string} */
            code: "no_deliveries" | "success_rate" | "failures_in_a_row" | "disabled";
            /** @description Deliveries that ended in this window. */
            deliveries: number;
            succeeded: number;
            /** @enum {string} */
            window: "last_24_hours" | "last_20_deliveries";
        };
        Hook: {
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            /** @enum {string} */
            environment: "live" | "test";
            event: string;
            /** @example con_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /** @enum {string} */
            provider: "zapier" | "make" | "n8n" | "slack" | "discord" | "custom";
            /** @enum {string} */
            status: "active" | "paused" | "disabled";
            /** @description Masked: it contains a token. */
            targetUrl: string;
        };
        HookItem: {
            data: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            environment: "live" | "test";
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            timestamp: string;
            type: string;
        };
        HookItems: components["schemas"]["HookItem"][];
        ImportApiKeys: {
            /** @description Default: `false`. */
            dryRun?: boolean;
            /** @description Each an ImportedKey. */
            keys: unknown[];
        };
        ImportedOperation: {
            /** @enum {string} */
            action: "create" | "update" | "unchanged" | "skip";
            key: string;
            method: string;
            /** @description Scopes that the organization does not define yet. */
            newScopes: string[];
            operationId: string | null;
            path: string;
            /** @description Why it is skipped, or what was left out. */
            problems: string[];
            route: components["schemas"]["CreateGatewayRoute"] & (Record<string, never> | null);
            /** @example rte_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            routeId: string | null;
            summary: string;
        };
        ImportGatewayRoutes: {
            /**
             * @description Which tools need an approval. Default: `"destructive"`.
             * @enum {string}
             */
            approval?: "never" | "destructive" | "writes";
            /** @description How many calls, and credits, one call counts as. */
            cost?: number;
            /** @description Also define scopes that the organization does not define yet. Needs `organization:write`. Default: `false`. */
            createScopes?: boolean;
            /** @description OpenAPI 3.0 or 3.1, as JSON or YAML. */
            document: string;
            /** @description Their keys from the preview, such as `GET /posts/{id}`. Left out: all. */
            operations?: string[];
            /**
             * @description Default: `""`.
             * @example forum/posts
             */
            prefix?: string;
            /** @description Calls of everybody together in any 60 s; null: only the limits of credentials. */
            rateLimitPerMinute?: number | null;
            /** @description For every route, instead of the scopes that the document names. */
            scopes?: string[];
            /** @description Also make tools of them: all, or the operations with these keys. Default: `false`. */
            tools?: boolean | string[];
            /**
             * @description Instead of the first server of the document.
             * @example https://forum.example.com/v1/posts
             */
            upstream?: string;
        };
        ImportResult: {
            dryRun: boolean;
            failed: number;
            /** @description With dryRun: how many would be. */
            imported: number;
            results: {
                errors: {
                    message: string;
                    path: string;
                }[];
                /** @example key_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                id: string | null;
                index: number;
                name: string | null;
                /** @enum {string} */
                outcome: "imported" | "exists" | "refused";
            }[];
            skipped: number;
        };
        IncomingRequest: {
            contentType: string | null;
            /** @enum {string} */
            environment: "live" | "test";
            /** @description What was wrong, by field. */
            errors: {
                message: string;
                path: string;
            }[];
            eventId: string | null;
            /**
             * @description Of a repeat, and of a replay: the request before.
             * @example inr_01kaj3v5e8w2m4q6t8y0z2b4d6
             */
            firstId: string | null;
            /** @example inr_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            ip: string | null;
            module: string | null;
            /**
             * @description `ok`, or the code of the problem that the sender got.
             * @example ok
             */
            outcome: string;
            /** @description Why it was refused. */
            reason: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            receivedAt: string;
            /** @example rec_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            recordId: string | null;
            /** @description Somebody replayed `firstId`. */
            replay: boolean;
            /** @description Its body was kept, since its signature was right. */
            replayable: boolean;
            /** @description The id of the call in the event log. */
            requestId: string | null;
            /** @enum {string|null} */
            result: "created" | "updated" | "unchanged" | "published" | null;
            /** @description The id that the sender gave this delivery. */
            senderId: string | null;
            sizeBytes: number;
            /**
             * @description accepted: it became a record or an event; refused: nothing was written; repeated: the sender sent it before; challenge: the sender checked the URL.
             * @enum {string}
             */
            verdict: "accepted" | "refused" | "repeated" | "challenge";
            /** @example inc_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            webhookId: string;
        };
        IncomingRequestDetail: {
            /** @description As it was sent, at most 256 KB. Null: not kept. */
            body: string | null;
            bodyTruncated: boolean;
            contentType: string | null;
            /** @enum {string} */
            environment: "live" | "test";
            /** @description What was wrong, by field. */
            errors: {
                message: string;
                path: string;
            }[];
            eventId: string | null;
            /**
             * @description Of a repeat, and of a replay: the request before.
             * @example inr_01kaj3v5e8w2m4q6t8y0z2b4d6
             */
            firstId: string | null;
            headers: {
                [key: string]: string;
            };
            /** @example inr_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            ip: string | null;
            /** @description What it was mapped to. Null for those who may not read records, or events. */
            mapped: {
                [key: string]: unknown;
            } | null;
            module: string | null;
            /**
             * @description `ok`, or the code of the problem that the sender got.
             * @example ok
             */
            outcome: string;
            /** @description The body as mappings see it. Null where it was not kept. */
            payload?: unknown;
            /** @description Why it was refused. */
            reason: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            receivedAt: string;
            /** @example rec_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            recordId: string | null;
            /** @description Somebody replayed `firstId`. */
            replay: boolean;
            /** @description Its body was kept, since its signature was right. */
            replayable: boolean;
            /** @description The id of the call in the event log. */
            requestId: string | null;
            /** @enum {string|null} */
            result: "created" | "updated" | "unchanged" | "published" | null;
            /** @description The id that the sender gave this delivery. */
            senderId: string | null;
            sizeBytes: number;
            /**
             * @description accepted: it became a record or an event; refused: nothing was written; repeated: the sender sent it before; challenge: the sender checked the URL.
             * @enum {string}
             */
            verdict: "accepted" | "refused" | "repeated" | "challenge";
            /** @example inc_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            webhookId: string;
        };
        IncomingRequestPage: {
            data: components["schemas"]["IncomingRequest"][];
            nextCursor: string | null;
            total?: number;
        };
        IncomingWebhook: {
            /** @enum {string|null} */
            action: "create" | "update" | "upsert" | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            description: string;
            /** @enum {string} */
            environment: "live" | "test";
            eventType: string | null;
            /** @example inc_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastReceivedAt: string | null;
            /**
             * @description Fields by their names, each with a path or a JSONata expression.
             * @example {
             *       "email": "data.object.email",
             *       "name": {
             *         "value": "data.object.name",
             *         "default": "Unknown"
             *       }
             *     }
             */
            mapping: {
                [key: string]: string | {
                    /** @description Taken where the payload has no value. */
                    default?: unknown;
                    /** @description One value, or none, becomes a list too. Default: `false`. */
                    list?: boolean;
                    /**
                     * @description A path in the payload, such as `data.object.email`, `items[0].sku`, `items.sku` or `["odd name"]`; `$headers.x-github-event` is a header; everything else is JSONata.
                     * @example data.object.email
                     */
                    value?: string;
                };
            };
            module: string | null;
            name: string;
            rateLimitPerMinute: number | null;
            senderId: {
                /** @example X-Signature */
                header?: string;
                /** @example id */
                path?: string;
            } | null;
            /** @enum {string} */
            status: "active" | "paused";
            /** @enum {string} */
            target: "record" | "event";
            upsertField: string | null;
            /** @description Where senders post to. Its token is only shown when it is made. */
            url: string;
            verification: components["schemas"]["Verification"];
        };
        IncomingWebhookPage: {
            data: components["schemas"]["IncomingWebhook"][];
            nextCursor: string | null;
            total?: number;
        };
        IncomingWebhookWithToken: {
            /** @enum {string|null} */
            action: "create" | "update" | "upsert" | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            description: string;
            /** @enum {string} */
            environment: "live" | "test";
            eventType: string | null;
            /** @example inc_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastReceivedAt: string | null;
            /**
             * @description Fields by their names, each with a path or a JSONata expression.
             * @example {
             *       "email": "data.object.email",
             *       "name": {
             *         "value": "data.object.name",
             *         "default": "Unknown"
             *       }
             *     }
             */
            mapping: {
                [key: string]: string | {
                    /** @description Taken where the payload has no value. */
                    default?: unknown;
                    /** @description One value, or none, becomes a list too. Default: `false`. */
                    list?: boolean;
                    /**
                     * @description A path in the payload, such as `data.object.email`, `items[0].sku`, `items.sku` or `["odd name"]`; `$headers.x-github-event` is a header; everything else is JSONata.
                     * @example data.object.email
                     */
                    value?: string;
                };
            };
            module: string | null;
            name: string;
            rateLimitPerMinute: number | null;
            senderId: {
                /** @example X-Signature */
                header?: string;
                /** @example id */
                path?: string;
            } | null;
            /** @enum {string} */
            status: "active" | "paused";
            /** @enum {string} */
            target: "record" | "event";
            token: string;
            upsertField: string | null;
            /** @description Where senders post to. Its token is only shown when it is made. */
            url: string;
            verification: components["schemas"]["Verification"];
        };
        Job: {
            /** @enum {string} */
            every: "minute" | "ten minutes" | "hour";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastFinishedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastStartedAt: string | null;
            /** @example purge-event-logs */
            name: string;
            /**
             * Format: date-time
             * @description When it is due again; null when nothing waits for it.
             * @example 2026-11-21T09:30:00.000Z
             */
            nextAt: string | null;
            /** @description What it did, in words. */
            result: string;
            /** @enum {string} */
            state: "done" | "waiting" | "running" | "failed" | "never" | "off";
        };
        JobPage: {
            data: components["schemas"]["Job"][];
            /**
             * Format: date-time
             * @description When the cron trigger was last seen to fire.
             * @example 2026-11-21T09:30:00.000Z
             */
            firedAt: string | null;
            /** @description It has not fired for ten minutes: nothing here is being done. */
            late: boolean;
            nextCursor: string | null;
            total?: number;
        };
        KeysByDay: {
            data: {
                /** @description A number for each day. */
                calls: number[];
                /** @example key_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                id: string;
            }[];
            /** @description The last 7 days, oldest first; the last one is today. */
            days: string[];
            timeZone: string;
        };
        KeyUsage: {
            averageMs: number | null;
            /** @description Calls by hour, where hours were asked for, else by day: those with a status below 400, from 400 to 499, and of 500 and more. Oldest first, those without calls included. */
            buckets: {
                clientErrors: number;
                serverErrors: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                start: string;
                successful: number;
            }[];
            /** @description ISO 3166 codes, the most frequent first; ZZ where the country is not known. */
            byCountry: {
                calls: number;
                country: string;
            }[];
            byDay: {
                calls: number;
                day: string;
                errors: number;
            }[];
            byEndpoint: {
                averageMs: number;
                calls: number;
                endpoint: string;
                errors: number;
            }[];
            byStatus: {
                calls: number;
                status: string;
            }[];
            /** @description Days that the statistics touch. */
            days: number;
            errors: number;
            /** @description What is left of each limit at this moment. */
            limits: components["schemas"]["LimitState"][];
            p95Ms: number | null;
            /** @description Calls since the last regeneration, and how many still came with the old secret. */
            rotation: {
                calls: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                graceEndsAt: string | null;
                previousCalls: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                rotatedAt: string;
            } | null;
            total: number;
        };
        LeakResult: {
            results: {
                /** @enum {string} */
                action: "disabled" | "flagged" | "none";
                /** @description SHA-256 of the reported text, in hex. */
                keySha256: string;
                /** @enum {string} */
                label: "true_positive" | "false_positive";
            }[];
        };
        LimitState: {
            limit: number;
            remaining: number;
            resetSeconds: number;
            /** @enum {string} */
            window: "minute" | "hour" | "day";
        };
        LogEntry: {
            appId: string | null;
            appName: string | null;
            country: string | null;
            /** @description The delivery of which this is an attempt; null for all other entries. */
            deliveryId: string | null;
            durationMs: number;
            endpoint: string;
            /** @enum {string|null} */
            environment: "live" | "test" | null;
            /** @example log_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            ip: string | null;
            keyId: string | null;
            keyName: string | null;
            method: string;
            /**
             * @description `ok`, the code of the problem that the call was answered with, or of a delivery what went wrong. Null for a failed call that was logged before outcomes were kept.
             * @example rate_limited
             */
            outcome: string | null;
            /**
             * @description What was missing, or what followed from an attempt; null where the outcome says it all.
             * @example {
             *       "limit": "minute"
             *     }
             */
            reason: {
                /** @description The address that the key does not allow. */
                address?: string | null;
                /** @description Of an attempt to deliver: its number, from 1. Left out of a first attempt that succeeded. */
                attempt?: number;
                /** @description Attempts that were left after a failed one. */
                attemptsLeft?: number;
                /** @description What the call costs, where that is not 1. */
                cost?: number;
                /** @description Credits that were left. */
                credits?: number;
                /**
                 * @description The environment that the call named.
                 * @enum {string}
                 */
                environment?: "live" | "test";
                /** @description Fields that were not valid; ten at most. */
                fields?: string[];
                /**
                 * @description The limit of the key that was reached.
                 * @enum {string}
                 */
                limit?: "minute" | "hour" | "day";
                /** @description Methods that the path takes. */
                methods?: string[];
                missingScopes?: string[];
                /** @description The limit or the credits are those of a key above it. */
                parent?: boolean;
                /** @description The organization's plan, where its limit was reached. */
                plan?: string;
                /**
                 * Format: date-time
                 * @description When the next attempt was due; null: the delivery has failed for good.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                retryAt?: string | null;
                /** @description The tool that was called. */
                tool?: string;
                /** @description The status with which the upstream of a route answered. */
                upstreamStatus?: number;
                /** @description How long the call waited for the upstream, seconds. */
                waitedSeconds?: number;
            } | null;
            requestId: string;
            status: number;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            time: string;
            /** @enum {string} */
            type: "api_call" | "webhook" | "auth" | "incoming" | "gateway" | "tool";
            userAgent: string | null;
            webhookId: string | null;
            webhookName: string | null;
        };
        LogHistogram: {
            /** @description At most 90, oldest first; those without entries included. */
            buckets: {
                clientErrors: number;
                serverErrors: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                start: string;
                successful: number;
            }[];
            /**
             * @description The length of a bucket. Buckets of days are an hour longer or shorter where clocks change.
             * @example 3600
             */
            bucketSeconds: number;
            /**
             * Format: date-time
             * @description Entries before were not counted; null: all were.
             * @example 2026-11-21T09:30:00.000Z
             */
            countedFrom: string | null;
            /**
             * Format: date-time
             * @description Exclusive; of the last bucket, which may lie in the future.
             * @example 2026-11-21T09:30:00.000Z
             */
            end: string;
            /** @description False where entries were counted by whole hours, so that up to an hour around the range is included. */
            exact: boolean;
            /** @description Whether older entries of the range were not counted. */
            partial: boolean;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            start: string;
            /** @description The entries that were counted. */
            total: number;
        };
        LogPage: {
            data: components["schemas"]["LogEntry"][];
            nextCursor: string | null;
            total?: number;
        };
        LogTrail: {
            /** @description Open alerts about the key or the webhook of the entry, the webhooks of its events, and the address of a refused call. */
            alerts: components["schemas"]["Alert"][] | null;
            /** @description The call that published the event; null: there is none, or its entry is removed. */
            call: {
                appId: string | null;
                appName: string | null;
                country: string | null;
                /** @description The delivery of which this is an attempt; null for all other entries. */
                deliveryId: string | null;
                durationMs: number;
                endpoint: string;
                /** @enum {string|null} */
                environment: "live" | "test" | null;
                /** @example log_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                id: string;
                ip: string | null;
                keyId: string | null;
                keyName: string | null;
                method: string;
                /**
                 * @description `ok`, the code of the problem that the call was answered with, or of a delivery what went wrong. Null for a failed call that was logged before outcomes were kept.
                 * @example rate_limited
                 */
                outcome: string | null;
                /**
                 * @description What was missing, or what followed from an attempt; null where the outcome says it all.
                 * @example {
                 *       "limit": "minute"
                 *     }
                 */
                reason: {
                    /** @description The address that the key does not allow. */
                    address?: string | null;
                    /** @description Of an attempt to deliver: its number, from 1. Left out of a first attempt that succeeded. */
                    attempt?: number;
                    /** @description Attempts that were left after a failed one. */
                    attemptsLeft?: number;
                    /** @description What the call costs, where that is not 1. */
                    cost?: number;
                    /** @description Credits that were left. */
                    credits?: number;
                    /**
                     * @description The environment that the call named.
                     * @enum {string}
                     */
                    environment?: "live" | "test";
                    /** @description Fields that were not valid; ten at most. */
                    fields?: string[];
                    /**
                     * @description The limit of the key that was reached.
                     * @enum {string}
                     */
                    limit?: "minute" | "hour" | "day";
                    /** @description Methods that the path takes. */
                    methods?: string[];
                    missingScopes?: string[];
                    /** @description The limit or the credits are those of a key above it. */
                    parent?: boolean;
                    /** @description The organization's plan, where its limit was reached. */
                    plan?: string;
                    /**
                     * Format: date-time
                     * @description When the next attempt was due; null: the delivery has failed for good.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    retryAt?: string | null;
                    /** @description The tool that was called. */
                    tool?: string;
                    /** @description The status with which the upstream of a route answered. */
                    upstreamStatus?: number;
                    /** @description How long the call waited for the upstream, seconds. */
                    waitedSeconds?: number;
                } | null;
                requestId: string;
                status: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                time: string;
                /** @enum {string} */
                type: "api_call" | "webhook" | "auth" | "incoming" | "gateway" | "tool";
                userAgent: string | null;
                webhookId: string | null;
                webhookName: string | null;
            } | null;
            /** @description Of an entry of the type webhook: its delivery with all attempts; null also where it is removed. */
            delivery: {
                /** @description Oldest first. */
                attemptList: components["schemas"]["Attempt"][];
                attempts: number;
                /**
                 * @description The earlier delivery of the same ordering key it waits for.
                 * @example dlv_01kaj3v5e8w2m4q6t8y0z2b4d6
                 */
                blockedBy: string | null;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                createdAt: string;
                durationMs: number | null;
                /** @enum {string} */
                environment: "live" | "test";
                /** @description Of the last attempt. */
                error: {
                    /** @enum {string} */
                    kind: "timeout" | "connection" | "redirect" | "status" | "blocked" | "transform" | "interrupted" | "filter" | "secrets";
                    message: string;
                } | null;
                /** @example evt_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                eventId: string;
                eventType: string;
                /** @example dlv_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                id: string;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                nextAttemptAt: string | null;
                orderingKey: string | null;
                responseStatus: number | null;
                /**
                 * @description Queued: nothing has failed since it was published or sent again; retrying: an attempt failed, and another follows.
                 * @enum {string}
                 */
                state: "queued" | "delivered" | "retrying" | "failed" | "held" | "canceled";
                /** @enum {string} */
                status: "pending" | "delivering" | "succeeded" | "failed" | "held" | "canceled";
                /** @example whk_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                webhookId: string;
                webhookName: string;
            } | null;
            /** @description What the call published, oldest first, at most 100. */
            events: components["schemas"]["TrailEvent"][] | null;
            /** @description Of an entry of the type incoming: its incoming webhook and its request; null where they are not known. */
            incoming: {
                /** @description What the call left. Null: it was refused before it was looked at, or its request is removed. */
                request: {
                    contentType: string | null;
                    /** @enum {string} */
                    environment: "live" | "test";
                    /** @description What was wrong, by field. */
                    errors: {
                        message: string;
                        path: string;
                    }[];
                    eventId: string | null;
                    /**
                     * @description Of a repeat, and of a replay: the request before.
                     * @example inr_01kaj3v5e8w2m4q6t8y0z2b4d6
                     */
                    firstId: string | null;
                    /** @example inr_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                    id: string;
                    ip: string | null;
                    module: string | null;
                    /**
                     * @description `ok`, or the code of the problem that the sender got.
                     * @example ok
                     */
                    outcome: string;
                    /** @description Why it was refused. */
                    reason: string | null;
                    /**
                     * Format: date-time
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    receivedAt: string;
                    /** @example rec_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                    recordId: string | null;
                    /** @description Somebody replayed `firstId`. */
                    replay: boolean;
                    /** @description Its body was kept, since its signature was right. */
                    replayable: boolean;
                    /** @description The id of the call in the event log. */
                    requestId: string | null;
                    /** @enum {string|null} */
                    result: "created" | "updated" | "unchanged" | "published" | null;
                    /** @description The id that the sender gave this delivery. */
                    senderId: string | null;
                    sizeBytes: number;
                    /**
                     * @description accepted: it became a record or an event; refused: nothing was written; repeated: the sender sent it before; challenge: the sender checked the URL.
                     * @enum {string}
                     */
                    verdict: "accepted" | "refused" | "repeated" | "challenge";
                    /** @example inc_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                    webhookId: string;
                } | null;
                /** @example inc_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                webhookId: string;
                webhookName: string;
            } | null;
            /** @description Of an entry of the type gateway or tool: its route, by the routes as they now are; null: there is none. */
            route: {
                /** @example rte_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                id: string;
                name: string;
            } | null;
            /** @description The parts that are null because the caller lacks a scope. */
            withheld: {
                /** @enum {string} */
                part: "events" | "delivery" | "incoming" | "route" | "alerts";
                scope: string;
            }[];
        };
        MappingPreview: {
            /** @description By the name of the field. */
            errors: {
                message: string;
                path: string;
            }[];
            /** @description Values by the names of fields. */
            fields: {
                [key: string]: unknown;
            };
        };
        Me: {
            credential: {
                /** @enum {string|null} */
                environment: "live" | "test" | null;
                id: string;
                name: string;
                /** @enum {string} */
                type: "session" | "api_key" | "oauth_token";
            };
            /** @description What is left of the key's credits; null when it has none. */
            credits: number | null;
            limits: components["schemas"]["LimitState"][];
            organization: {
                id: string;
                name: string;
                plan: string;
            };
            /** @enum {string|null} */
            role: "owner" | "admin" | "developer" | "viewer" | null;
            scopes: string[];
            user: {
                email: string;
                id: string;
                name: string;
            } | null;
        };
        Member: {
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            email: string;
            id: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "admin" | "developer" | "viewer";
            userId: string;
        };
        MemberPage: {
            data: components["schemas"]["Member"][];
            nextCursor: string | null;
            total?: number;
        };
        Module: {
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            description: string;
            fields: components["schemas"]["Field"][];
            /** @example mod_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            name: string;
            slug: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            updatedAt: string;
        };
        ModulePage: {
            data: components["schemas"]["Module"][];
            nextCursor: string | null;
            total?: number;
        };
        ModuleRecord: {
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            data: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            environment: "live" | "test";
            /** @example rec_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * @description The slug of its module.
             * @example contacts
             */
            module: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            updatedAt: string;
        };
        OAuthApp: {
            /** @description Only where one app is read. */
            activeGrants: number | null;
            /** @description For an app with a metadata document: the URL of that document. */
            clientId: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            description: string;
            /** @enum {string} */
            environment: "live" | "test";
            grantTypes: ("authorization_code" | "client_credentials")[];
            /** @example app_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastUsedAt: string | null;
            logoUrl: string | null;
            maxDays: number;
            name: string;
            privacyPolicyUrl: string | null;
            publicKeys: ({
                kty: string;
            } & {
                [key: string]: unknown;
            })[];
            /** @description For each grant by itself. */
            rateLimit: {
                perDay: number | null;
                perHour: number | null;
                perMinute: number | null;
            };
            redirectUris: string[];
            requirePkce: boolean;
            scopes: string[];
            /** @description Null: a public app. The secret itself is shown once. */
            secret: {
                masked: string;
                /**
                 * Format: date-time
                 * @description The secret before is accepted until then.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                previousUntil: string | null;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                rotatedAt: string | null;
            } | null;
            /** @enum {string} */
            source: "organization" | "document" | "registration";
            /** @enum {string} */
            status: "active" | "disabled";
            /** @enum {string} */
            type: "confidential" | "public";
            verified: boolean;
            websiteUrl: string | null;
        };
        OAuthAppPage: {
            data: components["schemas"]["OAuthApp"][];
            nextCursor: string | null;
            total?: number;
        };
        OAuthAppUsage: {
            averageMs: number | null;
            /** @description Calls by hour, where hours were asked for, else by day: those with a status below 400, from 400 to 499, and of 500 and more. Oldest first, those without calls included. */
            buckets: {
                clientErrors: number;
                serverErrors: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                start: string;
                successful: number;
            }[];
            /** @description ISO 3166 codes, the most frequent first; ZZ where the country is not known. */
            byCountry: {
                calls: number;
                country: string;
            }[];
            byDay: {
                calls: number;
                day: string;
                errors: number;
            }[];
            byEndpoint: {
                averageMs: number;
                calls: number;
                endpoint: string;
                errors: number;
            }[];
            byStatus: {
                calls: number;
                status: string;
            }[];
            /** @description Days that the statistics touch. */
            days: number;
            errors: number;
            p95Ms: number | null;
            total: number;
        };
        OAuthAppWithSecret: {
            /** @description Only where one app is read. */
            activeGrants: number | null;
            /** @description For an app with a metadata document: the URL of that document. */
            clientId: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            description: string;
            /** @enum {string} */
            environment: "live" | "test";
            grantTypes: ("authorization_code" | "client_credentials")[];
            /** @example app_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastUsedAt: string | null;
            logoUrl: string | null;
            maxDays: number;
            name: string;
            privacyPolicyUrl: string | null;
            publicKeys: ({
                kty: string;
            } & {
                [key: string]: unknown;
            })[];
            /** @description For each grant by itself. */
            rateLimit: {
                perDay: number | null;
                perHour: number | null;
                perMinute: number | null;
            };
            redirectUris: string[];
            requirePkce: boolean;
            scopes: string[];
            secret: string | null;
            /** @enum {string} */
            source: "organization" | "document" | "registration";
            /** @enum {string} */
            status: "active" | "disabled";
            /** @enum {string} */
            type: "confidential" | "public";
            verified: boolean;
            websiteUrl: string | null;
        };
        OAuthAuthorization: {
            app: {
                clientId: string;
                createdBy: string | null;
                description: string;
                /** @enum {string} */
                environment: "live" | "test";
                /**
                 * @description Null: an app that nobody here has allowed yet.
                 * @example app_01kaj3v5e8w2m4q6t8y0z2b4d6
                 */
                id: string | null;
                logoUrl: string | null;
                name: string;
                privacyPolicyUrl: string | null;
                /** @enum {string} */
                source: "organization" | "document" | "registration";
                verified: boolean;
                websiteUrl: string | null;
            };
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            expiresAt: string;
            /** @description After so many days the app has to ask again. */
            lastsDays: number;
            loginHint: string | null;
            /** @description False: the same was allowed before, so no question is needed. */
            mustAsk: boolean;
            /** @description The app wants the user to sign in again first. For users of your product, your page has to see to it. */
            mustSignIn: boolean;
            organization: {
                id: string;
                name: string;
            };
            resource: string | null;
            /** @description The host, or the scheme of a native app, that the browser returns to. */
            returnsTo: string;
            scopes: {
                description: string;
                /** @description False: who is asked does not hold it, so it cannot be allowed. */
                held: boolean;
                label: string;
                scope: string;
            }[];
            subject: {
                email: string | null;
                name: string;
                /** @enum {string} */
                type: "person" | "external";
            } | null;
        };
        OAuthGrant: {
            app: {
                clientId: string;
                logoUrl: string | null;
                name: string;
                verified: boolean;
                websiteUrl: string | null;
            };
            /** @example app_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            appId: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            /** @enum {string} */
            environment: "live" | "test";
            /** @example gnt_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @description When it was last allowed, perhaps with more scopes.
             * @example 2026-11-21T09:30:00.000Z
             */
            lastAllowedAt: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastUsedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            revokedAt: string | null;
            revokedBy: string | null;
            scopes: string[];
            /** @enum {string} */
            status: "active" | "revoked";
            subject: components["schemas"]["OAuthSubject"];
        };
        OAuthGrantPage: {
            data: components["schemas"]["OAuthGrant"][];
            nextCursor: string | null;
            total?: number;
        };
        OAuthRedirect: {
            redirectTo: string;
        };
        OAuthRevoked: {
            /** @description How many grants ended. */
            revoked: number;
        };
        OAuthSettings: {
            /**
             * @description Who asks for consent after the hand-off.
             * @enum {string}
             */
            consent: "gatehouse" | "host";
            /**
             * Format: uri
             * @description A page of your product that signs your users in: it gets `?challenge=`. Null: members sign in here.
             */
            loginUrl: string | null;
            /** @description Whether apps may register themselves (RFC 7591). */
            registration: boolean;
        };
        OAuthSubject: {
            id: string;
            name: string;
            /** @enum {string} */
            type: "person" | "external" | "app";
        };
        OAuthToken: {
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            /** @enum {string} */
            environment: "live" | "test";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            expiresAt: string;
            /** @example gnt_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            grantId: string;
            /** @example tok_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /** @enum {string} */
            kind: "access" | "refresh";
            /**
             * Format: date-time
             * @description Of a refresh token: when it was last exchanged.
             * @example 2026-11-21T09:30:00.000Z
             */
            lastUsedAt: string | null;
            /** @description The only resource it is for (RFC 8707); null: all. */
            resource: string | null;
            scopes: string[];
            subject: components["schemas"]["OAuthSubject"];
        };
        OAuthTokenPage: {
            data: components["schemas"]["OAuthToken"][];
            nextCursor: string | null;
            total?: number;
        };
        Organization: {
            /** Format: email */
            alertEmail: string | null;
            /** @description Whether what is over is put into an archive before it is removed. Where no bucket is bound to hold archives, nothing is removed. */
            archiveLogs: boolean;
            /** @description Days that the audit log is kept. */
            auditRetentionDays: number;
            /** @description Whether the log keeps headers and bodies of calls, secrets taken out and each cut off at 16 KB. A key may say otherwise. */
            captureBodies: boolean;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            /** @description Days that events are kept, with their deliveries and attempts. One that is still to be delivered stays. */
            deliveryRetentionDays: number;
            expiryWarningDays: number;
            /** @example org_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /** @description Whether a key may also be presented as ?api_key=. Addresses are kept in histories, logs and referrers, so this is off unless a sender can do nothing else. */
            keysInQuery: boolean;
            /**
             * @description What happens to a key that a scanner reports as public.
             * @enum {string}
             */
            leakAction: "disable" | "flag";
            /** @description Days that entries of the event log are kept, with what they captured. */
            logRetentionDays: number;
            name: string;
            /** @enum {string} */
            plan: "free" | "standard" | "professional" | "business" | "enterprise";
            planLimits: {
                perDay: number | null;
                perHour: number | null;
                perMinute: number | null;
            };
            /**
             * @description Names of headers and fields whose values the log must not keep, besides those that it knows by itself. Case, dashes and underscores make no difference.
             * @example [
             *       "customer_pin"
             *     ]
             */
            redactNames: string[];
            rotationReminderDays: number | null;
            slug: string;
            /** @example Europe/Berlin */
            timeZone: string;
            unusedAfterDays: number;
        };
        Overview: {
            /** @description The five latest that are open. */
            alerts: {
                data: components["schemas"]["Alert"][];
                open: number;
                openCritical: number;
            } | null;
            /** @description The eight latest. */
            changes: components["schemas"]["AuditEntry"][] | null;
            /** @description The five worst, and how many there are. */
            failingWebhooks: {
                count: number;
                data: components["schemas"]["FailingWebhook"][];
            } | null;
            keys: {
                /** @description False where there are so many keys that only the newest were counted as unused. */
                complete: boolean;
                /** @description Within 30 days, soonest first, at most eight. */
                expiring: components["schemas"]["Expiring"][];
                /** @description Active keys that were not used for as long as the organization has set, of the newest 1,000 keys. */
                unused: number;
            } | null;
            /** @description The five with the most refused calls (401, 403, 429). */
            refusedKeys: {
                data: components["schemas"]["RefusedKey"][];
                /**
                 * Format: date-time
                 * @description Calls since then were looked at: of 24 hours, or fewer where there are many.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                since: string;
            } | null;
            usage: components["schemas"]["UsageOver"] & (Record<string, never> | null);
            /** @description The parts that are null because the caller lacks a scope. */
            withheld: {
                /** @enum {string} */
                part: "usage" | "failingWebhooks" | "refusedKeys" | "alerts" | "keys" | "changes";
                scope: string;
            }[];
        };
        Preview: {
            /** @description What would be sent. */
            body?: unknown;
            errors: {
                message: string;
                /** @enum {string} */
                path: "filter" | "transform";
            }[];
            /** @description What goes in. */
            event: {
                [key: string]: unknown;
            };
            /** @description Null: the filter is not valid. */
            matches: boolean | null;
        };
        PreviewConnector: {
            /** @description Left out: the sample of the event type. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * @description Default: `"webhook.test"`.
             * @example user.created
             */
            eventType?: string;
            /** @enum {string} */
            provider: "zapier" | "make" | "n8n" | "slack" | "discord" | "custom";
        };
        PreviewIncomingWebhook: {
            /**
             * @description Left out: that of the incoming webhook.
             * @example {
             *       "email": "data.object.email",
             *       "name": {
             *         "value": "data.object.name",
             *         "default": "Unknown"
             *       }
             *     }
             */
            mapping?: {
                [key: string]: string | {
                    /** @description Taken where the payload has no value. */
                    default?: unknown;
                    /** @description One value, or none, becomes a list too. Default: `false`. */
                    list?: boolean;
                    /**
                     * @description A path in the payload, such as `data.object.email`, `items[0].sku`, `items.sku` or `["odd name"]`; `$headers.x-github-event` is a header; everything else is JSONata.
                     * @example data.object.email
                     */
                    value?: string;
                };
            };
            /**
             * @description A request whose body was kept, instead.
             * @example inr_01kaj3v5e8w2m4q6t8y0z2b4d6
             */
            requestId?: string;
            /** @description A payload. */
            sample?: unknown;
        };
        PreviewMapping: {
            /**
             * @description Fields by their names, each with a path or a JSONata expression.
             * @example {
             *       "email": "data.object.email",
             *       "name": {
             *         "value": "data.object.name",
             *         "default": "Unknown"
             *       }
             *     }
             */
            mapping: {
                [key: string]: string | {
                    /** @description Taken where the payload has no value. */
                    default?: unknown;
                    /** @description One value, or none, becomes a list too. Default: `false`. */
                    list?: boolean;
                    /**
                     * @description A path in the payload, such as `data.object.email`, `items[0].sku`, `items.sku` or `["odd name"]`; `$headers.x-github-event` is a header; everything else is JSONata.
                     * @example data.object.email
                     */
                    value?: string;
                };
            };
            /**
             * @description Of a record, and required there.
             * @example contacts
             */
            module?: string | null;
            /** @description A payload. */
            sample?: unknown;
            /**
             * @description A record of a module, or an event. Default: `"record"`.
             * @enum {string}
             */
            target?: "record" | "event";
        };
        PreviewWebhook: {
            /** @description Left out: the sample of the event type. */
            data?: {
                [key: string]: unknown;
            };
            /** @example user.created */
            eventType: string;
            /** @description Only events that match: a MongoDB-style query on the event, such as {"data.total": {"$gt": 100}}. Default: `null`. */
            filter?: {
                [key: string]: unknown;
            } | null;
            /** @description JSONata: what it makes of the event is what is sent. Default: `null`. */
            transform?: string | null;
        };
        Problem: {
            /** @description Stable and snake_case: branch on this, never on the words. */
            code: string;
            detail?: string;
            errors?: {
                message: string;
                path: string;
            }[];
            requestId: string;
            /** @description Where the browser can start again what is over. */
            restartUrl?: string;
            status: number;
            title: string;
            type: string;
        };
        PublishedEvent: {
            deliveries: number;
            /** @enum {string} */
            environment: "live" | "test";
            /** @example evt_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            timestamp: string;
            type: string;
        };
        PublishedEvents: {
            data: components["schemas"]["PublishedEvent"][];
        };
        PublishEvent: {
            data: {
                [key: string]: unknown;
            };
            /**
             * @description For a person signed in, live unless told. A key always publishes in its own.
             * @enum {string}
             */
            environment?: "live" | "test";
            /** @description Ordered webhooks get events of the same key one at a time, in the order they were accepted. */
            orderingKey?: string;
            /** @example user.created */
            type: string;
        };
        PublishEvents: {
            events: components["schemas"]["PublishEvent"][];
        };
        /** @description Default: `{"perMinute":60,"perHour":1000,"perDay":10000}`. */
        RateLimit: {
            /** @description Default: `null`. */
            perDay?: number | null;
            /** @description Default: `null`. */
            perHour?: number | null;
            /** @description Default: `null`. */
            perMinute?: number | null;
        };
        ReceivedAnswer: {
            eventId: string | null;
            /** @example inr_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /** @example rec_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            recordId: string | null;
            repeated: boolean;
            /** @enum {string} */
            result: "created" | "updated" | "unchanged" | "published";
        };
        RecordPage: {
            data: components["schemas"]["ModuleRecord"][];
            nextCursor: string | null;
            total?: number;
        };
        RecoverWebhook: {
            /** @description Only count what would be sent again. Default: `false`. */
            dryRun?: boolean;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off.
             * @example 2026-11-21T09:30:00.000Z
             */
            since: string;
        };
        Refill: {
            amount: number;
            /** @enum {string} */
            interval: "hour" | "day" | "week" | "month";
        } | null;
        RefusedKey: {
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastAt: string;
            name: string | null;
            /**
             * @description The most frequent reason.
             * @example rate_limited
             */
            outcome: string | null;
            refused: number;
        };
        RegenerateApiKey: {
            /** @description How long the old secret stays good: 0 for not at all, else 1 minute to 7 days. Default: `0`. */
            graceSeconds?: number;
        };
        RejectOAuthAuthorization: {
            reason?: string;
        };
        ReplayAccepted: {
            count: number;
            job: components["schemas"]["ReplayJob"];
        };
        ReplayedIncomingRequests: {
            done: number;
            results: {
                code: string | null;
                detail: string | null;
                /** @example inr_01kaj3v5e8w2m4q6t8y0z2b4d6 */
                id: string;
                ok: boolean;
            }[];
        };
        ReplayIncomingRequests: {
            /** @description Only count what would be replayed. Default: `false`. */
            dryRun?: boolean;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off.
             * @example 2026-11-21T09:30:00.000Z
             */
            from?: string;
            ids?: string[];
            /**
             * @description Of accepted ones: only those with this result.
             * @enum {string}
             */
            result?: "created" | "updated" | "unchanged" | "published";
            /**
             * Format: date-time
             * @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off.
             * @example 2026-11-21T09:30:00.000Z
             */
            to?: string;
            /**
             * @description All requests with this verdict whose body was kept, by a job. Refused ones that were accepted since, by a replay or because the sender sent them again, are left out.
             * @enum {string}
             */
            verdict?: "refused" | "accepted";
        };
        ReplayJob: {
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            /** @description How many of them were handled again. */
            done: number;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            finishedAt: string | null;
            /** @example job_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            refused: number;
            /** @enum {string} */
            status: "running" | "done" | "canceled";
            /** @description How many matched when it was started. */
            total: number;
        } | null;
        ReplayJobPage: {
            data: components["schemas"]["ReplayJob"][];
            nextCursor: string | null;
            total?: number;
        };
        ReportLeaks: {
            reports: {
                key: string;
                /** @description Who found it, and in what: "github", "npm package", ... Default: `""`. */
                source?: string;
                /**
                 * Format: uri
                 * @description Where it stands. Default: `null`.
                 */
                url?: string | null;
            }[];
        };
        ResumeWebhook: {
            /**
             * Format: date-time
             * @description Only what was published at this time or later.
             * @example 2026-11-21T09:30:00.000Z
             */
            from?: string;
            /** @description Send what was held, oldest first. Left out or false: it stays held, to be sent later. */
            sendHeld?: boolean;
            /**
             * Format: date-time
             * @description Only what was published until then.
             * @example 2026-11-21T09:30:00.000Z
             */
            to?: string;
        };
        RetryAccepted: {
            count: number;
            job: components["schemas"]["RetryJob"];
        };
        RetryDeliveries: {
            /** @description Of the last response; none: there was no response. */
            code?: string;
            /** @description Only count what would be sent again. Default: `false`. */
            dryRun?: boolean;
            /** @description The type of the event. */
            event?: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off.
             * @example 2026-11-21T09:30:00.000Z
             */
            from?: string;
            ids?: string[];
            /**
             * @description Queued: nothing has failed since it was published or sent again; retrying: an attempt failed, and another follows.
             * @enum {string}
             */
            state?: "queued" | "delivered" | "retrying" | "failed" | "held" | "canceled";
            /** @enum {string} */
            status?: "failed" | "succeeded" | "held" | "canceled" | "pending";
            /** @description Several instead of one, such as failed and pending. */
            statuses?: ("failed" | "succeeded" | "held" | "canceled" | "pending")[];
            /**
             * Format: date-time
             * @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off.
             * @example 2026-11-21T09:30:00.000Z
             */
            to?: string;
        };
        RetryJob: {
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            /** @description How many of them are on their way again. */
            done: number;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            finishedAt: string | null;
            /** @example job_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /** @enum {string} */
            status: "running" | "done" | "canceled";
            /** @description How many matched when it was started. */
            total: number;
        } | null;
        RetryJobPage: {
            data: components["schemas"]["RetryJob"][];
            nextCursor: string | null;
            total?: number;
        };
        RevealedKey: {
            key: string;
        };
        RotateOAuthSecret: {
            /** @description How long the secret before is still accepted; 0: it ends at once. Default: `86400`. */
            overlapSeconds?: number;
        };
        RotateSecret: {
            /** @description How long the old secret signs too: 0 for not at all, at most 7 days. Default: `86400`. */
            overlapSeconds?: number;
        };
        Rotation: {
            /** @description Default: `false`. */
            automatic?: boolean;
            everyDays: number;
            /** @description How long the old secret stays good after an automatic rotation. Default: `86400`. */
            graceSeconds?: number;
        } | null;
        Scope: {
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string | null;
            /** @description Defined by the organization. */
            custom: boolean;
            description: string;
            group: string;
            /** @description How many keys hold exactly this scope, without revoked ones; null for a built-in scope, and without api-keys:read. */
            keys: number | null;
            label: string;
            scope: string;
        };
        ScopeCatalogue: {
            groups: {
                group: string;
                scopes: {
                    /** @description Defined by the organization. */
                    custom: boolean;
                    description: string;
                    /** @description How many keys hold exactly this scope, without revoked ones; null for a built-in scope, and without api-keys:read. */
                    keys: number | null;
                    label: string;
                    scope: string;
                }[];
            }[];
        };
        SendEvent: {
            /** @description Left out: all webhooks that got it, and those that listen to it now. */
            webhookIds?: string[];
        };
        SentDelivery: {
            /** @example dlv_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            deliveryId: string | null;
            /**
             * @description Why it was skipped.
             * @enum {string|null}
             */
            reason: "webhook_not_active" | "delivery_under_way" | "filter_failed" | null;
            /**
             * @description Held: the webhook is paused or disabled, and gets the event when it is resumed with sendHeld.
             * @enum {string}
             */
            result: "queued" | "held" | "skipped";
            /** @example whk_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            webhookId: string;
            webhookName: string;
        };
        SentEvent: {
            deliveries: components["schemas"]["SentDelivery"][];
            /** @example evt_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /** @description Deliveries that are on their way. */
            queued: number;
        };
        Session: {
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            current: boolean;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            expiresAt: string;
            id: string;
            ip: string | null;
            userAgent: string | null;
        };
        SessionPage: {
            data: components["schemas"]["Session"][];
            nextCursor: string | null;
            total?: number;
        };
        Setup: {
            /** Format: email */
            email: string;
            name: string;
            organizationName: string;
            password: string;
            setupToken: string;
        };
        SetupDone: {
            email: string;
            organizationId: string;
            userId: string;
        };
        SetupState: {
            needed: boolean;
        };
        SignedIn: {
            /** @enum {boolean} */
            signedIn: true;
        };
        SignIn: {
            /** Format: email */
            email: string;
            password: string;
        };
        Stats: {
            averageMs: number | null;
            /** @description The last 30 days, oldest first. */
            byDay: {
                calls: number;
                /** @example 2026-11-21 */
                day: string;
                errors: number;
            }[];
            /** @description The calls of the last 30 days by the hour of the day, 0 to 23. */
            byHourOfDay: {
                calls: number;
                hour: number;
            }[];
            calls: {
                month: number;
                today: number;
                week: number;
            };
            /** @description Share of the month that failed, 0 to 1; null without calls. */
            errorRate: number | null;
            /** @description The last 24 hours, oldest first, hours without calls included. */
            hourly: {
                calls: number;
                errors: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                hour: string;
            }[];
            mostUsedKey: {
                calls: number;
                errors: number;
                id: string;
                name: string | null;
            } | null;
            /** @description Read from a histogram: the upper bound of its bucket. */
            p95Ms: number | null;
            /** @description Where days begin: that of the organization. */
            timeZone: string;
            topEndpoints: {
                calls: number;
                endpoint: string;
                errors: number;
            }[];
            topKeys: {
                calls: number;
                errors: number;
                id: string;
                name: string | null;
            }[];
        };
        TestConnector: {
            /** @description Left out: the sample of the event type. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * @description Default: `"webhook.test"`.
             * @example user.created
             */
            eventType?: string;
        };
        TestGatewayRoute: {
            /** @description Default: `null`. */
            body?: string | null;
            /** @description Default: `{}`. */
            headers?: {
                [key: string]: string;
            };
            /** @enum {string} */
            method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
            /** @description Default: `{}`. */
            params?: {
                [key: string]: string;
            };
            /** @description What follows the prefix, with its query. Default: `""`. */
            path?: string;
        };
        TestResult: {
            durationMs: number;
            error: {
                /** @enum {string} */
                kind: "timeout" | "connection" | "redirect" | "status" | "blocked" | "transform" | "interrupted" | "filter" | "secrets";
                message: string;
            } | null;
            ok: boolean;
            request: {
                /** @description The first 64 KB. */
                body: string;
                /** @description Values of custom headers are hidden. */
                headers: {
                    [key: string]: string;
                };
                /** @enum {string} */
                method: "POST";
                url: string;
            };
            response: {
                /** @description The first 16 KB, as text. */
                body: string;
                headers: {
                    [key: string]: string;
                };
                status: number;
            } | null;
        };
        TestUnsavedWebhook: {
            /**
             * @description Default: `"application/json"`.
             * @enum {string}
             */
            contentType?: "application/json" | "application/json; charset=utf-8" | "application/x-www-form-urlencoded";
            /** @description Left out: the sample of the event type. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * @description Left out: that of the key, or live for a person. A test key creates in test alone: `live` is refused with 422.
             * @enum {string}
             */
            environment?: "live" | "test";
            /**
             * @description Default: `"webhook.test"`.
             * @example user.created
             */
            eventType?: string;
            /** @description Default: `{}`. */
            headers?: {
                [key: string]: string;
            };
            secret?: string;
            /** @description Default: `15`. */
            timeoutSeconds?: number;
            /** @description JSONata: what it makes of the event is what is sent. Default: `null`. */
            transform?: string | null;
            url: string;
            /**
             * @description Accepted as true alone: HTTPS with a valid certificate, always.
             * @enum {boolean}
             */
            verifySsl?: true;
        };
        TestWebhook: {
            /** @description Left out: the sample of the event type. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * @description Default: `"webhook.test"`.
             * @example user.created
             */
            eventType?: string;
        };
        TrailEvent: {
            deliveries: number;
            deliveryCounts: components["schemas"]["DeliveryCounts"];
            /** @description Of the first five events only. */
            deliveryList: components["schemas"]["EventDelivery"][];
            /** @enum {string} */
            environment: "live" | "test";
            /** @example evt_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            orderingKey: string | null;
            /** @description Of the call that published it; null for a test, an alert, a service binding, and for older events. */
            requestId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            timestamp: string;
            type: string;
        };
        UpdateAlertRules: {
            /** @description By kind. A kind set to null goes back to what is built in. */
            rules: {
                auth_failures?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                    threshold?: number | null;
                    windowSeconds?: number | null;
                } | null;
                delivery_interrupted?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                key_expiring?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                key_leaked?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                key_regenerated?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                key_rotated?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                key_rotation_due?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                key_rotation_failed?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                key_unused?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                limit_exceeded?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                    threshold?: number | null;
                    windowSeconds?: number | null;
                } | null;
                log_entries_dropped?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                oauth_token_reused?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                permissions_changed?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                unusual_endpoint?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                unusual_rate?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                    threshold?: number | null;
                } | null;
                upstream_failing?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                webhook_disabled?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
                webhook_failing?: {
                    asEvent?: boolean;
                    byEmail?: boolean;
                    enabled?: boolean;
                    /**
                     * Format: date-time
                     * @description Nothing is told until then; null: not muted.
                     * @example 2026-11-21T09:30:00.000Z
                     */
                    mutedUntil?: string | null;
                } | null;
            };
        };
        UpdateAlerts: {
            ids: string[];
            /** @enum {string} */
            status: "open" | "resolved";
        };
        UpdateApiKey: {
            allowedIps?: string[];
            /** @description Whether the log keeps headers and bodies of its calls; null: as the organization says. */
            captureBodies?: boolean | null;
            /** @enum {string} */
            consistency?: "edge" | "strict";
            /** @description Without `remaining` what is left stays as it is. */
            credits?: {
                refill?: components["schemas"]["Refill"];
                remaining?: number;
            } | null;
            description?: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off.
             * @example 2026-11-21T09:30:00.000Z
             */
            expiresAt?: string | null;
            metadata?: {
                [key: string]: unknown;
            };
            name?: string;
            ownerId?: string | null;
            rateLimit?: {
                perDay?: number | null;
                perHour?: number | null;
                perMinute?: number | null;
            };
            rotation?: components["schemas"]["Rotation"];
            scopes?: string[];
            tags?: string[];
        };
        UpdateConnector: {
            events?: string[];
            name?: string;
            /** @description The URL that the platform gave you. It contains a token: it is stored sealed, and masked in every answer. */
            url?: string;
        };
        UpdateEventType: {
            category?: string;
            description?: string;
            name?: string;
            sample?: {
                [key: string]: unknown;
            } | null;
            /** @description JSON Schema (draft 2020-12) of the data; null: anything goes. */
            schema?: {
                [key: string]: unknown;
            } | null;
        };
        UpdateGatewayRoute: {
            cors?: components["schemas"]["GatewayCors"];
            /** @description How many calls, and credits, one call counts as. */
            cost?: number;
            description?: string;
            /** @description Only this path, not those below it. */
            exact?: boolean;
            /** @description Longest pause within an answer. Event streams and WebSockets may pause for longer. */
            idleTimeoutSeconds?: number;
            /** @description Calls in progress at a time. */
            maxConcurrency?: number | null;
            /** @description GET includes HEAD. `*`: any method. */
            methods?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS" | "*")[];
            name?: string;
            /**
             * @description The longest matching prefix decides about a call. `{name}` stands for any one segment.
             * @example forum/posts
             */
            prefix?: string;
            /** @description Calls of everybody together in any 60 s; null: only the limits of credentials. */
            rateLimitPerMinute?: number | null;
            /** @description Set (text) or removed (null) in the request to the upstream. Values are encrypted at rest. */
            requestHeaders?: {
                [key: string]: string | null;
            };
            /** @description The same for answers. */
            responseHeaders?: {
                [key: string]: string | null;
            };
            /** @description A GET, HEAD or OPTIONS that the upstream did not answer is sent once more. */
            retry?: boolean;
            /** @description A caller needs all of them. */
            scopes?: string[];
            /** @enum {string} */
            status?: "active" | "disabled";
            /** @description The upstream gets the path without the prefix. */
            stripPrefix?: boolean;
            /** @description Until the upstream begins to answer. */
            timeoutSeconds?: number;
            tool?: components["schemas"]["GatewayTool"];
            /**
             * @description Origin and path, such as https://api.example.com/v1; its path may contain parameters of the prefix. `service:NAME/path`: a service binding that the operator listed.
             * @example https://forum.example.com/v1/posts
             */
            upstream?: string;
        };
        UpdateGettingStarted: {
            dismissed: boolean;
        };
        UpdateIncomingWebhook: {
            /**
             * @description Of a record: create it, update the one with the value of `upsertField`, or whichever fits.
             * @enum {string}
             */
            action?: "create" | "update" | "upsert";
            description?: string;
            /**
             * @description Of an event, and required there.
             * @example user.created
             */
            eventType?: string | null;
            /**
             * @description The same as fieldMapping.
             * @example {
             *       "email": "email",
             *       "company": "company_name"
             *     }
             */
            field_mapping?: {
                [key: string]: string;
            };
            /**
             * @description The same from the side of the payload: its names, or paths, with the field of each.
             * @example {
             *       "email": "email",
             *       "company": "company_name"
             *     }
             */
            fieldMapping?: {
                [key: string]: string;
            };
            /**
             * @description Fields by their names, each with a path or a JSONata expression.
             * @example {
             *       "email": "data.object.email",
             *       "name": {
             *         "value": "data.object.name",
             *         "default": "Unknown"
             *       }
             *     }
             */
            mapping?: {
                [key: string]: string | {
                    /** @description Taken where the payload has no value. */
                    default?: unknown;
                    /** @description One value, or none, becomes a list too. Default: `false`. */
                    list?: boolean;
                    /**
                     * @description A path in the payload, such as `data.object.email`, `items[0].sku`, `items.sku` or `["odd name"]`; `$headers.x-github-event` is a header; everything else is JSONata.
                     * @example data.object.email
                     */
                    value?: string;
                };
            };
            /**
             * @description Of a record, and required there.
             * @example contacts
             */
            module?: string | null;
            name?: string;
            /** @description Requests in any 60 s; null: only the limit of the plan. */
            rateLimitPerMinute?: number | null;
            /** @description For the kinds none, header and hmac: where the id of a delivery is, so that a repeat does nothing. */
            senderId?: {
                /** @example X-Signature */
                header?: string;
                /** @example id */
                path?: string;
            } | null;
            /**
             * @description A record of a module, or an event.
             * @enum {string}
             */
            target?: "record" | "event";
            /**
             * @description A unique field. Required to update and to upsert.
             * @example email
             */
            upsertField?: string | null;
            verification?: components["schemas"]["VerificationInput"];
        };
        UpdateModule: {
            description?: string;
            /** @description All fields, in their order. One that is left out is removed with its values. */
            fields?: components["schemas"]["FieldInput"][];
            name?: string;
        };
        UpdateOAuthApp: {
            description?: string;
            /** @description A public app cannot use `client_credentials`. */
            grantTypes?: ("authorization_code" | "client_credentials")[];
            /**
             * Format: uri
             * @description A square picture. It is shown to members, never fetched by us.
             */
            logoUrl?: string | null;
            /** @description After so many days a user has to allow the app again, however often it was refreshed. */
            maxDays?: number;
            name?: string;
            /** Format: uri */
            privacyPolicyUrl?: string | null;
            /** @description With keys, the app signs its requests (`private_key_jwt`); its secret is accepted too. */
            publicKeys?: ({
                /** @enum {string} */
                kty: "RSA" | "EC" | "OKP";
            } & {
                [key: string]: unknown;
            })[];
            rateLimit?: {
                perDay?: number | null;
                perHour?: number | null;
                perMinute?: number | null;
            };
            /** @description Where the browser may return to; compared exactly. For localhost, 127.0.0.1 and [::1] any port is allowed. Required for `authorization_code`. */
            redirectUris?: string[];
            /** @description Always on for public apps. */
            requirePkce?: boolean;
            /** @description All that the app may ever ask for. You can only choose what you hold yourself. */
            scopes?: string[];
            /** @description The organization vouches for the app. Only a member can set this. */
            verified?: boolean;
            /** Format: uri */
            websiteUrl?: string | null;
        };
        UpdateOAuthSettings: {
            /**
             * @description Who asks for consent after the hand-off.
             * @enum {string}
             */
            consent?: "gatehouse" | "host";
            /**
             * Format: uri
             * @description A page of your product that signs your users in: it gets `?challenge=`. Null: members sign in here.
             */
            loginUrl?: string | null;
            /** @description Whether apps may register themselves (RFC 7591). */
            registration?: boolean;
        };
        UpdateOrganization: {
            /** Format: email */
            alertEmail?: string | null;
            /** @description Whether what is over is put into an archive before it is removed. Where no bucket is bound to hold archives, nothing is removed. */
            archiveLogs?: boolean;
            /** @description Days that the audit log is kept. */
            auditRetentionDays?: number;
            /** @description Whether the log keeps headers and bodies of calls, secrets taken out and each cut off at 16 KB. A key may say otherwise. */
            captureBodies?: boolean;
            /** @description Days that events are kept, with their deliveries and attempts. One that is still to be delivered stays. */
            deliveryRetentionDays?: number;
            expiryWarningDays?: number;
            /** @description Whether a key may also be presented as ?api_key=. Addresses are kept in histories, logs and referrers, so this is off unless a sender can do nothing else. */
            keysInQuery?: boolean;
            /**
             * @description What happens to a key that a scanner reports as public.
             * @enum {string}
             */
            leakAction?: "disable" | "flag";
            /** @description Days that entries of the event log are kept, with what they captured. */
            logRetentionDays?: number;
            name?: string;
            /** @enum {string} */
            plan?: "free" | "standard" | "professional" | "business" | "enterprise";
            /** @description The figures of an enterprise plan; the other plans have their own. */
            planLimits?: {
                /** @description Default: `null`. */
                perDay?: number | null;
                /** @description Default: `null`. */
                perHour?: number | null;
                /** @description Default: `null`. */
                perMinute?: number | null;
            };
            /**
             * @description Names of headers and fields whose values the log must not keep, besides those that it knows by itself. Case, dashes and underscores make no difference.
             * @example [
             *       "customer_pin"
             *     ]
             */
            redactNames?: string[];
            rotationReminderDays?: number | null;
            /** @example Europe/Berlin */
            timeZone?: string;
            unusedAfterDays?: number;
        };
        UpdateRecord: {
            /**
             * @description Values by the names of fields. Null, and an empty text, mean no value.
             * @example {
             *       "email": "ada@example.com"
             *     }
             */
            data: {
                [key: string]: unknown;
            };
        };
        UpdateScope: {
            description?: string;
            /** @description The heading under which dialogs show it: one of the catalog, or a new one. */
            group?: string;
            /**
             * @description What people see in dialogs.
             * @example Read orders
             */
            label?: string;
        };
        UpdateWebhook: {
            /** @enum {string} */
            contentType?: "application/json" | "application/json; charset=utf-8" | "application/x-www-form-urlencoded";
            description?: string;
            /** @description So many failed attempts in a row switch it off; null: only 5 days without success do. */
            disableAfterFailures?: number | null;
            events?: string[];
            /** @description Only events that match: a MongoDB-style query on the event, such as {"data.total": {"$gt": 100}}. */
            filter?: {
                [key: string]: unknown;
            } | null;
            headers?: {
                [key: string]: string;
            };
            maxConcurrency?: number | null;
            /** @description After the first attempt; 0: none. */
            maxRetries?: number;
            name?: string;
            /** @description One at a time per ordering key, in the order of acceptance. */
            ordered?: boolean;
            rateLimitPerSecond?: number | null;
            timeoutSeconds?: number;
            /** @description JSONata: what it makes of the event is what is sent. */
            transform?: string | null;
            url?: string;
            /**
             * @description Accepted as true alone: HTTPS with a valid certificate, always.
             * @enum {boolean}
             */
            verifySsl?: true;
        };
        UpsertedRecord: {
            record: components["schemas"]["ModuleRecord"];
            /** @enum {string} */
            result: "created" | "updated" | "unchanged";
        };
        UsageBucket: {
            /** @description Null without calls. */
            averageMs: number | null;
            calls: number;
            clientErrors: number;
            /** @description False while this hour or day is not over. */
            complete: boolean;
            /**
             * Format: date-time
             * @description Exclusive.
             * @example 2026-11-21T09:30:00.000Z
             */
            end: string;
            /** @description Read from a histogram: interpolated within its bucket. */
            p95Ms: number | null;
            serverErrors: number;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            start: string;
            successful: number;
        };
        UsageOver: {
            /** @description Null without calls. */
            averageMs: number | null;
            /**
             * @description The length of a bucket: hours under three days.
             * @enum {string}
             */
            bucket: "hour" | "day";
            /** @description Oldest first, up to now; those without calls included. Its ends may be cut by the period. */
            buckets: components["schemas"]["UsageBucket"][];
            byDay: {
                calls: number;
                /** @example 2026-11-21 */
                day: string;
                errors: number;
            }[];
            /** @description The 20 most called. */
            byEndpoint: {
                calls: number;
                endpoint: string;
                errors: number;
            }[];
            /** @description The 20 most used. */
            byKey: {
                calls: number;
                errors: number;
                id: string;
                name: string | null;
            }[];
            calls: number;
            clientErrors: number;
            /** @description Days that it touches. */
            days: number;
            deliveries: {
                delivered: number;
                /** @description Deliveries without attempts left. */
                failed: number;
            };
            /**
             * Format: date-time
             * @description Exclusive.
             * @example 2026-11-21T09:30:00.000Z
             */
            end: string;
            /** @description Client errors and server errors together. */
            errors: number;
            /** @description Read from a histogram: interpolated within its bucket. */
            p95Ms: number | null;
            /** @description The hour with most calls; null without calls. */
            peakHour: {
                calls: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                start: string;
            } | null;
            /** @description The same figures of the period before, up to as far as this period has come. */
            previous: {
                /** @description Null without calls. */
                averageMs: number | null;
                calls: number;
                clientErrors: number;
                deliveries: {
                    delivered: number;
                    /** @description Deliveries without attempts left. */
                    failed: number;
                };
                /**
                 * Format: date-time
                 * @description Exclusive.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                end: string;
                /** @description Read from a histogram: interpolated within its bucket. */
                p95Ms: number | null;
                serverErrors: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                start: string;
                successful: number;
            };
            serverErrors: number;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            start: string;
            successful: number;
            timeZone: string;
            /** @description False where so many keys and endpoints were called in hours without a daily sum that only the newest are in byKey and byEndpoint. */
            topsComplete: boolean;
        };
        Verdict: {
            checks?: {
                /** @enum {string} */
                check: "ok" | "malformed" | "unknown" | "revoked" | "disabled" | "expired" | "ip_denied" | "scope_missing" | "rate_limited" | "no_credits";
                detail: string;
                passed: boolean;
            }[];
            /** @enum {string} */
            code: "ok" | "malformed" | "unknown" | "revoked" | "disabled" | "expired" | "ip_denied" | "scope_missing" | "rate_limited" | "no_credits";
            /** @description What is left, when the key has credits. */
            credits?: number;
            /** @enum {string} */
            environment?: "live" | "test";
            /** @example key_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            keyId?: string;
            limits?: components["schemas"]["LimitState"][];
            metadata?: {
                [key: string]: unknown;
            };
            /** @description Of an access token, in place of `keyId`: the app, and who allowed it what. */
            oauth?: {
                appId: string;
                grantId: string;
                subject: {
                    id: string;
                    /** @enum {string} */
                    type: "person" | "external" | "app";
                };
            };
            organizationId?: string;
            ownerId?: string | null;
            retryAfterSeconds?: number;
            scopes?: string[];
            valid: boolean;
        };
        Verification: {
            /** @enum {string} */
            algorithm?: "sha256" | "sha1" | "sha512";
            /** @enum {string} */
            encoding?: "hex" | "base64";
            hasPreviousSecret: boolean;
            hasSecret: boolean;
            header?: string;
            /** @enum {string} */
            kind: "none" | "header" | "hmac" | "standard" | "github" | "stripe" | "shopify" | "slack";
            prefix?: string;
            /** @enum {string} */
            secretEncoding?: "text" | "base64" | "hex";
            toleranceSeconds?: number;
        };
        /** @description Default: `{"kind":"none"}`. */
        VerificationInput: {
            /** @enum {string} */
            kind: "none";
        } | {
            /** @example X-Signature */
            header: string;
            /** @enum {string} */
            kind: "header";
            /** @description Accepted too, while the sender changes to a new secret. Null takes it away. */
            previousSecret?: string | null;
            /** @description What you and the sender share. Never shown again; left out in a change of the same kind: it stays. */
            secret?: string;
        } | {
            /**
             * @description Default: `"sha256"`.
             * @enum {string}
             */
            algorithm?: "sha256" | "sha1" | "sha512";
            /**
             * @description Default: `"hex"`.
             * @enum {string}
             */
            encoding?: "hex" | "base64";
            /** @example X-Signature */
            header: string;
            /** @enum {string} */
            kind: "hmac";
            /** @description What stands before the signature in the header, such as `sha256=`. Default: `""`. */
            prefix?: string;
            /** @description Accepted too, while the sender changes to a new secret. Null takes it away. */
            previousSecret?: string | null;
            /** @description What you and the sender share. Never shown again; left out in a change of the same kind: it stays. */
            secret?: string;
            /**
             * @description Default: `"text"`.
             * @enum {string}
             */
            secretEncoding?: "text" | "base64" | "hex";
        } | {
            /** @enum {string} */
            kind: "standard";
            /** @description Accepted too, while the sender changes to a new secret. Null takes it away. */
            previousSecret?: string | null;
            /** @description What you and the sender share. Never shown again; left out in a change of the same kind: it stays. */
            secret?: string;
            /** @description Default: `300`. */
            toleranceSeconds?: number;
        } | {
            /** @enum {string} */
            kind: "github";
            /** @description Accepted too, while the sender changes to a new secret. Null takes it away. */
            previousSecret?: string | null;
            /** @description What you and the sender share. Never shown again; left out in a change of the same kind: it stays. */
            secret?: string;
        } | {
            /** @enum {string} */
            kind: "stripe";
            /** @description Accepted too, while the sender changes to a new secret. Null takes it away. */
            previousSecret?: string | null;
            /** @description What you and the sender share. Never shown again; left out in a change of the same kind: it stays. */
            secret?: string;
            /** @description Default: `300`. */
            toleranceSeconds?: number;
        } | {
            /** @enum {string} */
            kind: "shopify";
            /** @description Accepted too, while the sender changes to a new secret. Null takes it away. */
            previousSecret?: string | null;
            /** @description What you and the sender share. Never shown again; left out in a change of the same kind: it stays. */
            secret?: string;
        } | {
            /** @enum {string} */
            kind: "slack";
            /** @description Accepted too, while the sender changes to a new secret. Null takes it away. */
            previousSecret?: string | null;
            /** @description What you and the sender share. Never shown again; left out in a change of the same kind: it stays. */
            secret?: string;
            /** @description Default: `300`. */
            toleranceSeconds?: number;
        };
        VerifyApiKey: {
            /** @description Default: `1`. */
            cost?: number;
            /**
             * @description The country that the end client called from (ISO 3166-1 alpha-2).
             * @example DE
             */
            country?: string;
            /**
             * @description The path that the end client called on your API, such as /v1/orders/42. The log shows it without its query; statistics count it as /v1/orders/{id}. A whole address is taken too, and only its path is kept.
             * @example /v1/orders/42
             */
            endpoint?: string;
            /** @description Default: `false`. */
            explain?: boolean;
            /** @description The end client's address: without it a key bound to addresses is refused. */
            ip?: string;
            /** @description The key, or an access token of an OAuth app, as it was presented to you. */
            key: string;
            /**
             * @description The method of that call.
             * @example GET
             */
            method?: string;
            /** @description Default: `[]`. */
            scopes?: string[];
            /** @description The User-Agent of that call. At most 200 characters of it are kept. */
            userAgent?: string;
        };
        Webhook: {
            /** @description Attempts, ever: a delivery may need several. */
            attempts: number;
            consecutiveFailures: number;
            /** @enum {string} */
            contentType: "application/json" | "application/json; charset=utf-8" | "application/x-www-form-urlencoded";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            /** @description Deliveries that succeeded or failed, ever. */
            deliveries: number;
            description: string;
            disableAfterFailures: number | null;
            /** @enum {string|null} */
            disabledReason: "too_many_failures" | "no_success" | "gone" | null;
            /** @enum {string} */
            environment: "live" | "test";
            events: string[];
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            failingSince: string | null;
            filter: {
                [key: string]: unknown;
            } | null;
            /** @description Their values are hidden from whoever may not change the webhook. */
            headers: {
                [key: string]: string;
            };
            /**
             * @description Healthy from 99 % of deliveries in the last 24 hours, degraded from 95 %, failing below that or after 5 failed attempts in a row. With fewer than 20 deliveries in 24 hours the last 20 count.
             * @enum {string}
             */
            health: "healthy" | "degraded" | "failing" | "disabled";
            healthReason: components["schemas"]["HealthReason"];
            /** @description Deliveries of events that were published while it was paused or disabled. */
            held: {
                /** @description Counted up to 100 in lists, up to 10000 elsewhere. */
                count: number;
                /**
                 * Format: date-time
                 * @description When the oldest of them was published.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                from: string | null;
                /**
                 * Format: date-time
                 * @description When the newest of them was published.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                to: string | null;
            };
            /** @example whk_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @description When the latest attempt that failed ended.
             * @example 2026-11-21T09:30:00.000Z
             */
            lastFailureAt: string | null;
            /**
             * Format: date-time
             * @description When the latest attempt that succeeded ended.
             * @example 2026-11-21T09:30:00.000Z
             */
            lastSuccessAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastTriggeredAt: string | null;
            maxConcurrency: number | null;
            maxRetries: number;
            name: string;
            /**
             * Format: date-time
             * @description While a rotation overlaps, both secrets sign.
             * @example 2026-11-21T09:30:00.000Z
             */
            oldSecretUntil: string | null;
            ordered: boolean;
            rateLimitPerSecond: number | null;
            /** @enum {string} */
            status: "active" | "paused" | "disabled";
            /** @description Share of the deliveries that succeeded, 0 to 1, of those that the health goes by; null: there are none. */
            successRate: number | null;
            timeoutSeconds: number;
            transform: string | null;
            /** @description What cannot be opened with today's DATA_KEYS, normally nothing. Until its secret is rotated, or its headers are set again, nothing can be sent to it. */
            unreadable: ("secret" | "headers")[];
            url: string;
        };
        WebhookPage: {
            data: components["schemas"]["Webhook"][];
            nextCursor: string | null;
            total?: number;
        };
        WebhookStats: {
            attempts: number;
            averageMs: number | null;
            /** @description Attempts by hour, where hours were asked for, else by day: those that succeeded, those that failed with another one to follow, and those with which a delivery failed. Oldest first, those without attempts included. */
            buckets: {
                delivered: number;
                failed: number;
                retried: number;
                /**
                 * Format: date-time
                 * @example 2026-11-21T09:30:00.000Z
                 */
                start: string;
            }[];
            byDay: {
                attempts: number;
                day: string;
                deliveries: number;
                deliveriesFailed: number;
                failures: number;
            }[];
            /** @description Days that the statistics touch. */
            days: number;
            /** @description Deliveries that succeeded or failed. */
            deliveries: number;
            deliveriesFailed: number;
            /** @description Failed attempts by kind, the most frequent first. */
            errors: {
                attempts: number;
                /** @enum {string} */
                kind: "timeout" | "connection" | "redirect" | "status" | "blocked" | "transform" | "interrupted" | "filter" | "secrets";
            }[];
            /** @description Attempts that failed. */
            failures: number;
            p95Ms: number | null;
        };
        WebhookWithSecret: {
            /** @description Attempts, ever: a delivery may need several. */
            attempts: number;
            consecutiveFailures: number;
            /** @enum {string} */
            contentType: "application/json" | "application/json; charset=utf-8" | "application/x-www-form-urlencoded";
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            createdAt: string;
            createdBy: string | null;
            /** @description Deliveries that succeeded or failed, ever. */
            deliveries: number;
            description: string;
            disableAfterFailures: number | null;
            /** @enum {string|null} */
            disabledReason: "too_many_failures" | "no_success" | "gone" | null;
            /** @enum {string} */
            environment: "live" | "test";
            events: string[];
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            failingSince: string | null;
            filter: {
                [key: string]: unknown;
            } | null;
            /** @description Their values are hidden from whoever may not change the webhook. */
            headers: {
                [key: string]: string;
            };
            /**
             * @description Healthy from 99 % of deliveries in the last 24 hours, degraded from 95 %, failing below that or after 5 failed attempts in a row. With fewer than 20 deliveries in 24 hours the last 20 count.
             * @enum {string}
             */
            health: "healthy" | "degraded" | "failing" | "disabled";
            healthReason: components["schemas"]["HealthReason"];
            /** @description Deliveries of events that were published while it was paused or disabled. */
            held: {
                /** @description Counted up to 100 in lists, up to 10000 elsewhere. */
                count: number;
                /**
                 * Format: date-time
                 * @description When the oldest of them was published.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                from: string | null;
                /**
                 * Format: date-time
                 * @description When the newest of them was published.
                 * @example 2026-11-21T09:30:00.000Z
                 */
                to: string | null;
            };
            /** @example whk_01kaj3v5e8w2m4q6t8y0z2b4d6 */
            id: string;
            /**
             * Format: date-time
             * @description When the latest attempt that failed ended.
             * @example 2026-11-21T09:30:00.000Z
             */
            lastFailureAt: string | null;
            /**
             * Format: date-time
             * @description When the latest attempt that succeeded ended.
             * @example 2026-11-21T09:30:00.000Z
             */
            lastSuccessAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T09:30:00.000Z
             */
            lastTriggeredAt: string | null;
            maxConcurrency: number | null;
            maxRetries: number;
            name: string;
            /**
             * Format: date-time
             * @description While a rotation overlaps, both secrets sign.
             * @example 2026-11-21T09:30:00.000Z
             */
            oldSecretUntil: string | null;
            ordered: boolean;
            rateLimitPerSecond: number | null;
            /** @description Shown in this answer alone. */
            secret: string;
            /** @enum {string} */
            status: "active" | "paused" | "disabled";
            /** @description Share of the deliveries that succeeded, 0 to 1, of those that the health goes by; null: there are none. */
            successRate: number | null;
            timeoutSeconds: number;
            transform: string | null;
            /** @description What cannot be opened with today's DATA_KEYS, normally nothing. Until its secret is rotated, or its headers are set again, nothing can be sent to it. */
            unreadable: ("secret" | "headers")[];
            url: string;
        };
        WriteRecords: {
            /**
             * @description A unique field: a record with the same value is changed instead of created. Left out: all are created.
             * @example email
             */
            by?: string;
            /** @description true: writes nothing, and says what would be done. Default: `false`. */
            dryRun?: boolean;
            /**
             * @description Left out: that of the key, or live for a person. A test key creates in test alone: `live` is refused with 422.
             * @enum {string}
             */
            environment?: "live" | "test";
            /** @description true: the valid records are written and the others refused. false: all of them, or none. Default: `false`. */
            partial?: boolean;
            /**
             * @description The values of each record by the names of fields.
             * @example [
             *       {
             *         "email": "ada@example.com"
             *       }
             *     ]
             */
            records: {
                [key: string]: unknown;
            }[];
        };
        WrittenRecords: {
            results: {
                errors: {
                    message: string;
                    path: string;
                }[];
                /**
                 * @description Null for one that is refused, or would be created.
                 * @example rec_01kaj3v5e8w2m4q6t8y0z2b4d6
                 */
                id: string | null;
                index: number;
                /** @enum {string} */
                result: "created" | "updated" | "unchanged" | "refused";
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The version of the resource, for If-Match (RFC 9110, section 8.8.3). */
        ETag: string;
        /** @description What is left of each limit (r), and seconds until it is full again (t). Absent where the policy is. */
        RateLimit: string;
        /** @description The limits of the API key: quota (q) and window in seconds (w). Absent without a key or without limits. */
        "RateLimit-Policy": string;
        /** @description Seconds after which trying again makes sense. With 429 and 503. */
        "Retry-After": number;
        /** @description The id of this call, as it stands in the log and in problem details. */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type AcceptOAuthAuthorization = components['schemas']['AcceptOAuthAuthorization'];
export type AcceptOAuthConsent = components['schemas']['AcceptOAuthConsent'];
export type AddGatewayHost = components['schemas']['AddGatewayHost'];
export type AgentTool = components['schemas']['AgentTool'];
export type AgentTools = components['schemas']['AgentTools'];
export type Alert = components['schemas']['Alert'];
export type AlertPage = components['schemas']['AlertPage'];
export type AlertRule = components['schemas']['AlertRule'];
export type AlertRulePage = components['schemas']['AlertRulePage'];
export type AlertsUpdated = components['schemas']['AlertsUpdated'];
export type ApiKey = components['schemas']['ApiKey'];
export type ApiKeyPage = components['schemas']['ApiKeyPage'];
export type ApiKeyWithSecret = components['schemas']['ApiKeyWithSecret'];
export type Approval = components['schemas']['Approval'];
export type ApprovalPage = components['schemas']['ApprovalPage'];
export type Archive = components['schemas']['Archive'];
export type ArchivePage = components['schemas']['ArchivePage'];
export type Attempt = components['schemas']['Attempt'];
export type AuditEntry = components['schemas']['AuditEntry'];
export type AuditPage = components['schemas']['AuditPage'];
export type BulkApiKeys = components['schemas']['BulkApiKeys'];
export type BulkResult = components['schemas']['BulkResult'];
export type BulkWebhookResult = components['schemas']['BulkWebhookResult'];
export type BulkWebhooks = components['schemas']['BulkWebhooks'];
export type CapturedResponse = components['schemas']['CapturedResponse'];
export type Connector = components['schemas']['Connector'];
export type ConnectorPage = components['schemas']['ConnectorPage'];
export type ConnectorPreview = components['schemas']['ConnectorPreview'];
export type CreateApiKey = components['schemas']['CreateApiKey'];
export type CreateChildKey = components['schemas']['CreateChildKey'];
export type CreateConnector = components['schemas']['CreateConnector'];
export type CreateDemoData = components['schemas']['CreateDemoData'];
export type CreatedWebhook = components['schemas']['CreatedWebhook'];
export type CreateEventType = components['schemas']['CreateEventType'];
export type CreateGatewayRoute = components['schemas']['CreateGatewayRoute'];
export type CreateHook = components['schemas']['CreateHook'];
export type CreateIncomingWebhook = components['schemas']['CreateIncomingWebhook'];
export type CreateModule = components['schemas']['CreateModule'];
export type CreateOAuthApp = components['schemas']['CreateOAuthApp'];
export type CreateRecord = components['schemas']['CreateRecord'];
export type CreateScope = components['schemas']['CreateScope'];
export type CreateWebhook = components['schemas']['CreateWebhook'];
export type DecideApproval = components['schemas']['DecideApproval'];
export type Delivery = components['schemas']['Delivery'];
export type DeliveryCounts = components['schemas']['DeliveryCounts'];
export type DeliveryDetail = components['schemas']['DeliveryDetail'];
export type DeliveryPage = components['schemas']['DeliveryPage'];
export type DeliveryStateCounts = components['schemas']['DeliveryStateCounts'];
export type DemoData = components['schemas']['DemoData'];
export type Event = components['schemas']['Event'];
export type EventDelivery = components['schemas']['EventDelivery'];
export type EventPage = components['schemas']['EventPage'];
export type EventSummary = components['schemas']['EventSummary'];
export type EventTypeInfo = components['schemas']['EventTypeInfo'];
export type EventTypePage = components['schemas']['EventTypePage'];
export type Expiring = components['schemas']['Expiring'];
export type ExtendGrace = components['schemas']['ExtendGrace'];
export type FailingWebhook = components['schemas']['FailingWebhook'];
export type Field = components['schemas']['Field'];
export type FieldInput = components['schemas']['FieldInput'];
export type FoundDelivery = components['schemas']['FoundDelivery'];
export type FullLogEntry = components['schemas']['FullLogEntry'];
export type GatewayCors = components['schemas']['GatewayCors'];
export type GatewayHost = components['schemas']['GatewayHost'];
export type GatewayHosts = components['schemas']['GatewayHosts'];
export type GatewayImport = components['schemas']['GatewayImport'];
export type GatewayRoute = components['schemas']['GatewayRoute'];
export type GatewayRoutePage = components['schemas']['GatewayRoutePage'];
export type GatewayRouteUsage = components['schemas']['GatewayRouteUsage'];
export type GatewayTestResult = components['schemas']['GatewayTestResult'];
export type GatewayTool = components['schemas']['GatewayTool'];
export type GettingStarted = components['schemas']['GettingStarted'];
export type GraceState = components['schemas']['GraceState'];
export type HealthReason = components['schemas']['HealthReason'];
export type Hook = components['schemas']['Hook'];
export type HookItem = components['schemas']['HookItem'];
export type HookItems = components['schemas']['HookItems'];
export type ImportApiKeys = components['schemas']['ImportApiKeys'];
export type ImportedOperation = components['schemas']['ImportedOperation'];
export type ImportGatewayRoutes = components['schemas']['ImportGatewayRoutes'];
export type ImportResult = components['schemas']['ImportResult'];
export type IncomingRequest = components['schemas']['IncomingRequest'];
export type IncomingRequestDetail = components['schemas']['IncomingRequestDetail'];
export type IncomingRequestPage = components['schemas']['IncomingRequestPage'];
export type IncomingWebhook = components['schemas']['IncomingWebhook'];
export type IncomingWebhookPage = components['schemas']['IncomingWebhookPage'];
export type IncomingWebhookWithToken = components['schemas']['IncomingWebhookWithToken'];
export type Job = components['schemas']['Job'];
export type JobPage = components['schemas']['JobPage'];
export type KeysByDay = components['schemas']['KeysByDay'];
export type KeyUsage = components['schemas']['KeyUsage'];
export type LeakResult = components['schemas']['LeakResult'];
export type LimitState = components['schemas']['LimitState'];
export type LogEntry = components['schemas']['LogEntry'];
export type LogHistogram = components['schemas']['LogHistogram'];
export type LogPage = components['schemas']['LogPage'];
export type LogTrail = components['schemas']['LogTrail'];
export type MappingPreview = components['schemas']['MappingPreview'];
export type Me = components['schemas']['Me'];
export type Member = components['schemas']['Member'];
export type MemberPage = components['schemas']['MemberPage'];
export type Module = components['schemas']['Module'];
export type ModulePage = components['schemas']['ModulePage'];
export type ModuleRecord = components['schemas']['ModuleRecord'];
export type OAuthApp = components['schemas']['OAuthApp'];
export type OAuthAppPage = components['schemas']['OAuthAppPage'];
export type OAuthAppUsage = components['schemas']['OAuthAppUsage'];
export type OAuthAppWithSecret = components['schemas']['OAuthAppWithSecret'];
export type OAuthAuthorization = components['schemas']['OAuthAuthorization'];
export type OAuthGrant = components['schemas']['OAuthGrant'];
export type OAuthGrantPage = components['schemas']['OAuthGrantPage'];
export type OAuthRedirect = components['schemas']['OAuthRedirect'];
export type OAuthRevoked = components['schemas']['OAuthRevoked'];
export type OAuthSettings = components['schemas']['OAuthSettings'];
export type OAuthSubject = components['schemas']['OAuthSubject'];
export type OAuthToken = components['schemas']['OAuthToken'];
export type OAuthTokenPage = components['schemas']['OAuthTokenPage'];
export type Organization = components['schemas']['Organization'];
export type Overview = components['schemas']['Overview'];
export type Preview = components['schemas']['Preview'];
export type PreviewConnector = components['schemas']['PreviewConnector'];
export type PreviewIncomingWebhook = components['schemas']['PreviewIncomingWebhook'];
export type PreviewMapping = components['schemas']['PreviewMapping'];
export type PreviewWebhook = components['schemas']['PreviewWebhook'];
export type Problem = components['schemas']['Problem'];
export type PublishedEvent = components['schemas']['PublishedEvent'];
export type PublishedEvents = components['schemas']['PublishedEvents'];
export type PublishEvent = components['schemas']['PublishEvent'];
export type PublishEvents = components['schemas']['PublishEvents'];
export type RateLimit = components['schemas']['RateLimit'];
export type ReceivedAnswer = components['schemas']['ReceivedAnswer'];
export type RecordPage = components['schemas']['RecordPage'];
export type RecoverWebhook = components['schemas']['RecoverWebhook'];
export type Refill = components['schemas']['Refill'];
export type RefusedKey = components['schemas']['RefusedKey'];
export type RegenerateApiKey = components['schemas']['RegenerateApiKey'];
export type RejectOAuthAuthorization = components['schemas']['RejectOAuthAuthorization'];
export type ReplayAccepted = components['schemas']['ReplayAccepted'];
export type ReplayedIncomingRequests = components['schemas']['ReplayedIncomingRequests'];
export type ReplayIncomingRequests = components['schemas']['ReplayIncomingRequests'];
export type ReplayJob = components['schemas']['ReplayJob'];
export type ReplayJobPage = components['schemas']['ReplayJobPage'];
export type ReportLeaks = components['schemas']['ReportLeaks'];
export type ResumeWebhook = components['schemas']['ResumeWebhook'];
export type RetryAccepted = components['schemas']['RetryAccepted'];
export type RetryDeliveries = components['schemas']['RetryDeliveries'];
export type RetryJob = components['schemas']['RetryJob'];
export type RetryJobPage = components['schemas']['RetryJobPage'];
export type RevealedKey = components['schemas']['RevealedKey'];
export type RotateOAuthSecret = components['schemas']['RotateOAuthSecret'];
export type RotateSecret = components['schemas']['RotateSecret'];
export type Rotation = components['schemas']['Rotation'];
export type Scope = components['schemas']['Scope'];
export type ScopeCatalogue = components['schemas']['ScopeCatalogue'];
export type SendEvent = components['schemas']['SendEvent'];
export type SentDelivery = components['schemas']['SentDelivery'];
export type SentEvent = components['schemas']['SentEvent'];
export type Session = components['schemas']['Session'];
export type SessionPage = components['schemas']['SessionPage'];
export type Setup = components['schemas']['Setup'];
export type SetupDone = components['schemas']['SetupDone'];
export type SetupState = components['schemas']['SetupState'];
export type SignedIn = components['schemas']['SignedIn'];
export type SignIn = components['schemas']['SignIn'];
export type Stats = components['schemas']['Stats'];
export type TestConnector = components['schemas']['TestConnector'];
export type TestGatewayRoute = components['schemas']['TestGatewayRoute'];
export type TestResult = components['schemas']['TestResult'];
export type TestUnsavedWebhook = components['schemas']['TestUnsavedWebhook'];
export type TestWebhook = components['schemas']['TestWebhook'];
export type TrailEvent = components['schemas']['TrailEvent'];
export type UpdateAlertRules = components['schemas']['UpdateAlertRules'];
export type UpdateAlerts = components['schemas']['UpdateAlerts'];
export type UpdateApiKey = components['schemas']['UpdateApiKey'];
export type UpdateConnector = components['schemas']['UpdateConnector'];
export type UpdateEventType = components['schemas']['UpdateEventType'];
export type UpdateGatewayRoute = components['schemas']['UpdateGatewayRoute'];
export type UpdateGettingStarted = components['schemas']['UpdateGettingStarted'];
export type UpdateIncomingWebhook = components['schemas']['UpdateIncomingWebhook'];
export type UpdateModule = components['schemas']['UpdateModule'];
export type UpdateOAuthApp = components['schemas']['UpdateOAuthApp'];
export type UpdateOAuthSettings = components['schemas']['UpdateOAuthSettings'];
export type UpdateOrganization = components['schemas']['UpdateOrganization'];
export type UpdateRecord = components['schemas']['UpdateRecord'];
export type UpdateScope = components['schemas']['UpdateScope'];
export type UpdateWebhook = components['schemas']['UpdateWebhook'];
export type UpsertedRecord = components['schemas']['UpsertedRecord'];
export type UsageBucket = components['schemas']['UsageBucket'];
export type UsageOver = components['schemas']['UsageOver'];
export type Verdict = components['schemas']['Verdict'];
export type Verification = components['schemas']['Verification'];
export type VerificationInput = components['schemas']['VerificationInput'];
export type VerifyApiKey = components['schemas']['VerifyApiKey'];
export type Webhook = components['schemas']['Webhook'];
export type WebhookPage = components['schemas']['WebhookPage'];
export type WebhookStats = components['schemas']['WebhookStats'];
export type WebhookWithSecret = components['schemas']['WebhookWithSecret'];
export type WriteRecords = components['schemas']['WriteRecords'];
export type WrittenRecords = components['schemas']['WrittenRecords'];
export type HeaderETag = components['headers']['ETag'];
export type HeaderRateLimit = components['headers']['RateLimit'];
export type HeaderRateLimitPolicy = components['headers']['RateLimit-Policy'];
export type HeaderRetryAfter = components['headers']['Retry-After'];
export type HeaderXRequestId = components['headers']['X-Request-Id'];
export type $defs = Record<string, never>;
export interface operations {
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in; the session is in the cookie */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed out */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listAgentTools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All tools of the organization */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentTools"];
                };
            };
        };
    };
    getAlertRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All rules */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRulePage"];
                };
            };
        };
    };
    putAlertRules: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAlertRules"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All rules as they now stand */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRulePage"];
                };
            };
        };
    };
    updateAlertRules: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAlertRules"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All rules as they now stand */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRulePage"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                kind?: "auth_failures" | "limit_exceeded" | "unusual_rate" | "unusual_endpoint" | "key_regenerated" | "permissions_changed" | "key_unused" | "key_expiring" | "key_rotation_due" | "key_rotated" | "key_rotation_failed" | "key_leaked" | "oauth_token_reused" | "webhook_failing" | "webhook_disabled" | "delivery_interrupted" | "upstream_failing" | "log_entries_dropped";
                limit?: number;
                severity?: "info" | "warning" | "critical";
                status?: "open" | "resolved";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of alerts, and how many are open in all */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPage"];
                };
            };
        };
    };
    putAlerts: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAlerts"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description How many changed */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertsUpdated"];
                };
            };
        };
    };
    updateAlerts: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAlerts"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description How many changed */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertsUpdated"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                limit?: number;
                /** @description Only keys with exactly this owner. */
                ownerId?: string;
                /** @description Only keys that were minted from this key. */
                parentId?: string;
                /** @description Text in the name, description or owner, or in the visible prefix or id of the key. */
                q?: string;
                sort?: "name" | "-name" | "lastUsedAt" | "-lastUsedAt" | "usageCount" | "-usageCount" | "createdAt" | "-createdAt";
                status?: "active" | "disabled" | "revoked" | "expired";
                /** @description Only keys with exactly this tag. */
                tag?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of keys */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key, its secret in this answer alone */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithSecret"];
                };
            };
        };
    };
    getApiKey: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    putApiKey: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateApiKey"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    deleteApiKey: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key is gone, and every later call with it is refused */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateApiKey: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateApiKey"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    createChildApiKey: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateChildKey"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key, its secret in this answer alone */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithSecret"];
                };
            };
        };
    };
    disableApiKey: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key as it now stands; no later call is admitted under the state before */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    enableApiKey: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key as it now stands; no later call is admitted under the state before */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    extendApiKeyGrace: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendGrace"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key; its old secret works until the new end */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    getApiKeyGrace: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state of the grace period */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraceState"];
                };
            };
        };
    };
    endApiKeyGrace: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key; its old secret is dead */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    listApiKeyLogs: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of entries */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPage"];
                };
            };
        };
    };
    regenerateApiKey: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RegenerateApiKey"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key, its new secret in this answer alone */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithSecret"];
                };
            };
        };
    };
    revealApiKey: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedKey"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key as it now stands; no later call is admitted under the state before */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    getApiKeyUsage: {
        parameters: {
            query?: {
                /** @description The last days, including today; 30 where hours are not given either. */
                days?: number;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description The last hours instead, including this one. Countries are counted by days all the same. */
                hours?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The figures */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyUsage"];
                };
            };
        };
    };
    bulkApiKeys: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkApiKeys"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What became of each key */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResult"];
                };
            };
        };
    };
    importApiKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportApiKeys"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What became of each key: imported, here already, or refused and why */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportResult"];
                };
            };
        };
    };
    reportLeaks: {
        parameters: {
            query?: never;
            header: {
                /** @description sha256=<hex> of the HMAC-SHA-256 of `<timestamp>.<raw body>` under the secret you were given. */
                "X-Gatehouse-Signature": string;
                /** @description Seconds since 1970, at most 300 off. */
                "X-Gatehouse-Timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportLeaks"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was done about each, in the order they were named */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeakResult"];
                };
            };
        };
    };
    listApiKeyCallsByDay: {
        parameters: {
            query: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description Ids of keys, with commas between them. One that does not exist is left out of the answer. */
                ids: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The calls of each key that exists, by day */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeysByDay"];
                };
            };
        };
    };
    verifyApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyApiKey"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The verdict: also 200 when the key is refused */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verdict"];
                };
            };
        };
    };
    listApprovals: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                limit?: number;
                status?: "pending" | "approved" | "denied" | "expired" | "used";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of tool calls */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalPage"];
                };
            };
        };
    };
    getApproval: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
        };
    };
    approveToolCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DecideApproval"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call as it was decided */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
        };
    };
    denyToolCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DecideApproval"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call as it was decided */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
        };
    };
    listArchives: {
        parameters: {
            query?: {
                cursor?: string;
                kind?: "event_logs" | "deliveries" | "audit_logs";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of archives */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchivePage"];
                };
            };
        };
    };
    downloadArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The file */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                };
            };
        };
    };
    listAuditLogs: {
        parameters: {
            query?: {
                action?: string;
                actorId?: string;
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                from?: string;
                limit?: number;
                targetId?: string;
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of entries, newest first */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
        };
    };
    listConnectors: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                limit?: number;
                provider?: "zapier" | "make" | "n8n" | "slack" | "discord" | "custom";
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "lastTriggeredAt" | "-lastTriggeredAt";
                status?: "active" | "paused" | "disabled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of connectors */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorPage"];
                };
            };
        };
    };
    createConnector: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateConnector"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The connector */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
        };
    };
    getConnector: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The connector */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
        };
    };
    putConnector: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateConnector"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The connector as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
        };
    };
    deleteConnector: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is disconnected, and nothing is sent to it any more */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateConnector: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateConnector"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The connector as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
        };
    };
    listConnectorDeliveries: {
        parameters: {
            query?: {
                /** @description Of the last response; none: there was no response. */
                code?: string;
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description The type of the event. */
                event?: string;
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                from?: string;
                limit?: number;
                /** @description Queued: nothing has failed since it was published or sent again; retrying: an attempt failed, and another follows. */
                state?: "queued" | "delivered" | "retrying" | "failed" | "held" | "canceled";
                status?: "pending" | "delivering" | "succeeded" | "failed" | "held" | "canceled";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of deliveries */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
        };
    };
    getConnectorDelivery: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                deliveryId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The delivery */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
        };
    };
    retryConnectorDelivery: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                deliveryId: string;
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The delivery as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
        };
    };
    pauseConnector: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The connector as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
        };
    };
    resumeConnector: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResumeWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The connector as it now stands; a job sends what was held */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
        };
    };
    testConnector: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TestConnector"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent, and what came back: also 200 when it failed */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestResult"];
                };
            };
        };
    };
    previewConnector: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewConnector"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event, the request, and what the message says */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorPreview"];
                };
            };
        };
    };
    findDelivery: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The delivery */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundDelivery"];
                };
            };
        };
    };
    getDemoData: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Its modules */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemoData"];
                };
            };
        };
    };
    createDemoData: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateDemoData"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Its modules */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemoData"];
                };
            };
        };
    };
    deleteDemoData: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is gone */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listEventLogs: {
        parameters: {
            query?: {
                appId?: string;
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                from?: string;
                ip?: string;
                keyId?: string;
                limit?: number;
                method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
                path?: string;
                range?: "today" | "7d" | "30d";
                /** @description The entries of one call, by its X-Request-Id. */
                requestId?: string;
                status?: string;
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                to?: string;
                type?: "api_call" | "webhook" | "auth" | "incoming" | "gateway" | "tool";
                webhookId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of entries */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPage"];
                };
            };
        };
    };
    getEventLog: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The entry */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullLogEntry"];
                };
            };
        };
    };
    getEventLogTrail: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The trail */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogTrail"];
                };
            };
        };
    };
    exportEventLogs: {
        parameters: {
            query?: {
                appId?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                format?: "csv" | "jsonl";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                from?: string;
                ip?: string;
                keyId?: string;
                method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
                path?: string;
                range?: "today" | "7d" | "30d";
                status?: string;
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                to?: string;
                type?: "api_call" | "webhook" | "auth" | "incoming" | "gateway" | "tool";
                webhookId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The file */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": components["schemas"]["LogEntry"];
                    "text/csv": string;
                };
            };
        };
    };
    getEventLogHistogram: {
        parameters: {
            query?: {
                appId?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                from?: string;
                ip?: string;
                keyId?: string;
                method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
                path?: string;
                range?: "today" | "7d" | "30d";
                status?: string;
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                to?: string;
                type?: "api_call" | "webhook" | "auth" | "incoming" | "gateway" | "tool";
                webhookId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The counts */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogHistogram"];
                };
            };
        };
    };
    streamEventLogs: {
        parameters: {
            query?: {
                appId?: string;
                /** @description false: neither entries nor the state, only limits and alerts. Such a stream is not counted in `connections`. */
                entries?: "true" | "false";
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                ip?: string;
                keyId?: string;
                method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
                path?: string;
                status?: string;
                type?: "api_call" | "webhook" | "auth" | "incoming" | "gateway" | "tool";
                webhookId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The stream */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Each message of the stream */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: components["schemas"]["LogEntry"][];
                        /** @enum {string} */
                        kind: "entries";
                        skipped: number;
                    } | {
                        callsPerSecond: number;
                        connections: number;
                        /** @enum {string} */
                        kind: "state";
                    } | {
                        keyId: string;
                        keyName: string | null;
                        /** @enum {string} */
                        kind: "limit";
                        limit: number;
                        remaining: number;
                        /** @enum {string} */
                        window: "minute" | "hour" | "day";
                    } | {
                        /** @enum {string} */
                        kind: "alerts";
                    };
                };
            };
        };
    };
    listEventTypes: {
        parameters: {
            query?: {
                category?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All of them */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypePage"];
                };
            };
        };
    };
    createEventType: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateEventType"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event type */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypeInfo"];
                };
            };
        };
    };
    getEventType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event type */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypeInfo"];
                };
            };
        };
    };
    putEventType: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                type: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateEventType"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event type as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypeInfo"];
                };
            };
        };
    };
    deleteEventType: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                type: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is gone */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateEventType: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                type: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateEventType"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event type as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypeInfo"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                from?: string;
                /** @description The id of an event, or its beginning. */
                id?: string;
                limit?: number;
                /** @description application: what your applications and incoming webhooks published; gatehouse: events about records, modules, keys, webhooks and alerts. */
                source?: "application" | "gatehouse";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                to?: string;
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of events, without their data */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
        };
    };
    publishEvent: {
        parameters: {
            query?: {
                validate?: "true" | "false";
            };
            header?: {
                /** @description The same key and body, in any order of members, get the first answer again, whoever of the organization asks, for as long as the event is kept: `deliveryRetentionDays` of the organization, at least 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishEvent"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event as it was accepted */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedEvent"];
                };
            };
        };
    };
    getEvent: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
        };
    };
    sendEvent: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SendEvent"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What happens for each webhook */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentEvent"];
                };
            };
        };
    };
    publishEvents: {
        parameters: {
            query?: {
                validate?: "true" | "false";
            };
            header?: {
                /** @description The same key and body, in any order of members, get the first answer again, whoever of the organization asks, for as long as the event is kept: `deliveryRetentionDays` of the organization, at least 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishEvents"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The events as they were accepted, in the order they were sent */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedEvents"];
                };
            };
        };
    };
    listGatewayHosts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All hosts, and those that can be added */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayHosts"];
                };
            };
        };
    };
    addGatewayHost: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddGatewayHost"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayHost"];
                };
            };
        };
    };
    removeGatewayHost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                host: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host is the gateway of nobody */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listGatewayRoutes: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                search?: string;
                sort?: "prefix" | "-prefix" | "name" | "-name" | "createdAt" | "-createdAt";
                status?: "active" | "disabled";
                /** @description Only routes that are tools, or are not. */
                tool?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of gateway routes */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRoutePage"];
                };
            };
        };
    };
    createGatewayRoute: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateGatewayRoute"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRoute"];
                };
            };
        };
    };
    getGatewayRoute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRoute"];
                };
            };
        };
    };
    putGatewayRoute: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateGatewayRoute"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRoute"];
                };
            };
        };
    };
    deleteGatewayRoute: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route is gone, and no call is made under it any more */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateGatewayRoute: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateGatewayRoute"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRoute"];
                };
            };
        };
    };
    disableGatewayRoute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRoute"];
                };
            };
        };
    };
    enableGatewayRoute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRoute"];
                };
            };
        };
    };
    testGatewayRoute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TestGatewayRoute"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer, or why there is none */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayTestResult"];
                };
            };
        };
    };
    getGatewayRouteUsage: {
        parameters: {
            query?: {
                /** @description The last days, including today. */
                days?: number;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The figures */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRouteUsage"];
                };
            };
        };
    };
    importGatewayRoutes: {
        parameters: {
            query?: {
                /** @description Only say what would be done. */
                preview?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportGatewayRoutes"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What became, or would become, of each operation */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayImport"];
                };
            };
        };
    };
    getGettingStarted: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The steps */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GettingStarted"];
                };
            };
        };
    };
    putGettingStarted: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateGettingStarted"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The steps */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GettingStarted"];
                };
            };
        };
    };
    subscribeHook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateHook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The subscription that this target already has */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hook"];
                };
            };
            /** @description The new subscription */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hook"];
                };
            };
        };
    };
    unsubscribeHook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is gone, or was gone already */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sampleHook: {
        parameters: {
            query: {
                /** @description The event type of the subscription. For a pattern: a sample of each of the first types that it covers. */
                event: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Items as a REST hook delivers them, with the same ids each time */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookItems"];
                };
            };
        };
    };
    listIncomingWebhooks: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                limit?: number;
                /** @description Text in the name. */
                q?: string;
                status?: "active" | "paused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of incoming webhooks */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhookPage"];
                };
            };
        };
    };
    createIncomingWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateIncomingWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The incoming webhook, its token in this answer alone */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhookWithToken"];
                };
            };
        };
    };
    getIncomingWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The incoming webhook */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhook"];
                };
            };
        };
    };
    putIncomingWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateIncomingWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The incoming webhook as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhook"];
                };
            };
        };
    };
    deleteIncomingWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is gone, and its URL is unknown */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateIncomingWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateIncomingWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The incoming webhook as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhook"];
                };
            };
        };
    };
    listIncomingLogs: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                from?: string;
                limit?: number;
                result?: "created" | "updated" | "unchanged" | "published";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                to?: string;
                verdict?: "accepted" | "refused" | "repeated" | "challenge";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of requests */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingRequestPage"];
                };
            };
        };
    };
    pauseIncomingWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The incoming webhook as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhook"];
                };
            };
        };
    };
    previewIncomingWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewIncomingWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The fields, and what is wrong with each */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingPreview"];
                };
            };
        };
    };
    regenerateIncomingToken: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The incoming webhook, its new token in this answer alone */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhookWithToken"];
                };
            };
        };
    };
    listReplayJobs: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description At most 20 jobs */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayJobPage"];
                };
            };
        };
    };
    getReplayJob: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The job */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayJob"];
                };
            };
        };
    };
    stopReplayJob: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
                jobId: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The job as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayJob"];
                };
            };
        };
    };
    listIncomingRequests: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                from?: string;
                limit?: number;
                result?: "created" | "updated" | "unchanged" | "published";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                to?: string;
                verdict?: "accepted" | "refused" | "repeated" | "challenge";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of requests */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingRequestPage"];
                };
            };
        };
    };
    getIncomingRequest: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request, secrets redacted */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingRequestDetail"];
                };
            };
        };
    };
    replayIncomingRequest: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
                requestId: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The new request */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingRequest"];
                };
            };
        };
    };
    replayIncomingRequests: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayIncomingRequests"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description By ids: what became of each request */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayedIncomingRequests"];
                };
            };
            /** @description By filter: how many there are, and the job that replays them */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayAccepted"];
                };
            };
        };
    };
    resumeIncomingWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The incoming webhook as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingWebhook"];
                };
            };
        };
    };
    previewMapping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewMapping"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The fields, and what is wrong with each */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingPreview"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The jobs */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    getCaller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    listOwnGrants: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of your active grants, newest first */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthGrantPage"];
                };
            };
        };
    };
    revokeOwnGrants: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description How many grants ended */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthRevoked"];
                };
            };
        };
    };
    revokeOwnGrant: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                grantId: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Every later call of the app for you is refused */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listMembers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The members */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
        };
    };
    listModules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All modules, by slug */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModulePage"];
                };
            };
        };
    };
    createModule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateModule"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The module */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Module"];
                };
            };
        };
    };
    getModule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The module */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Module"];
                };
            };
        };
    };
    putModule: {
        parameters: {
            query?: {
                /** @description true: writes nothing, and answers as the change would: with the module, or with what is in the way. */
                dryRun?: "true" | "false";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateModule"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The module as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Module"];
                };
            };
        };
    };
    deleteModule: {
        parameters: {
            query?: {
                /** @description The slug again. Required where the module has records, which are deleted with it. */
                confirm?: string;
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is gone, and nothing finds its records any more */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateModule: {
        parameters: {
            query?: {
                /** @description true: writes nothing, and answers as the change would: with the module, or with what is in the way. */
                dryRun?: "true" | "false";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateModule"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The module as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Module"];
                };
            };
        };
    };
    listOAuthApps: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                limit?: number;
                /** @description Text in the name or the client ID. */
                search?: string;
                source?: "organization" | "document" | "registration";
                status?: "active" | "disabled";
                type?: "confidential" | "public";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of OAuth apps */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthAppPage"];
                };
            };
        };
    };
    createOAuthApp: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOAuthApp"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The app, its secret in this answer alone */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthAppWithSecret"];
                };
            };
        };
    };
    getOAuthApp: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The app */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthApp"];
                };
            };
        };
    };
    putOAuthApp: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOAuthApp"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The app as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthApp"];
                };
            };
        };
    };
    deleteOAuthApp: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The app is gone, and every later call with one of its tokens is refused */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateOAuthApp: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOAuthApp"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The app as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthApp"];
                };
            };
        };
    };
    disableOAuthApp: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The app as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthApp"];
                };
            };
        };
    };
    enableOAuthApp: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The app as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthApp"];
                };
            };
        };
    };
    listOAuthGrants: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                limit?: number;
                scope?: string;
                status?: "active" | "revoked";
                /** @description The id of a subject, or text in its name. */
                subject?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of grants */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthGrantPage"];
                };
            };
        };
    };
    revokeOAuthGrant: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                grantId: string;
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Every later call with one of its tokens is refused */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    rotateOAuthSecret: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateOAuthSecret"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The app, its new secret in this answer alone */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthAppWithSecret"];
                };
            };
        };
    };
    listOAuthTokens: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                grantId?: string;
                limit?: number;
                /** @description The id of a subject, or text in its name. */
                subject?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of tokens, without their values */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthTokenPage"];
                };
            };
        };
    };
    revokeOAuthTokens: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description The id of a subject. */
                subject?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description How many grants ended */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthRevoked"];
                };
            };
        };
    };
    revokeOAuthToken: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
                tokenId: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Every later call with it is refused */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getOAuthAppUsage: {
        parameters: {
            query?: {
                /** @description The last days, including today; 30 where hours are not given either. */
                days?: number;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description The last hours instead, including this one. Countries are counted by days all the same. */
                hours?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The figures */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthAppUsage"];
                };
            };
        };
    };
    getOAuthAuthorization: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                challenge: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The app, the scopes and who is asked */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthAuthorization"];
                };
            };
        };
    };
    acceptOAuthAuthorization: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                challenge: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptOAuthAuthorization"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Where the browser has to go now */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthRedirect"];
                };
            };
        };
    };
    rejectOAuthAuthorization: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                challenge: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RejectOAuthAuthorization"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Where the browser has to go now */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthRedirect"];
                };
            };
        };
    };
    getOAuthConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                challenge: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The app, the scopes and who is asked */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthAuthorization"];
                };
            };
        };
    };
    acceptOAuthConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                challenge: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptOAuthConsent"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Where the browser has to go now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthRedirect"];
                };
            };
        };
    };
    rejectOAuthConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                challenge: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Where the browser has to go now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthRedirect"];
                };
            };
        };
    };
    getOAuthSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The settings */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthSettings"];
                };
            };
        };
    };
    updateOAuthSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOAuthSettings"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The settings as they now stand */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthSettings"];
                };
            };
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The organization */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
        };
    };
    putOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOrganization"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The organization as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOrganization"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The organization as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: {
                /** @description The last days, including today; 30 where neither days nor start is given. */
                days?: number;
                /** @description The last day, which counts in full, or the instant until which calls count: to the end of its hour. Left out: now. */
                end?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description The first day, or the instant from which calls count. An instant counts from the beginning of its hour. */
                start?: string;
                /** @description Where days begin; left out: as for the organization. An hour of the statistics counts to the day in which it begins. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The overview */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
        };
    };
    listRecords: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                limit?: number;
                /** @description createdAt, or a field that is unique or indexed; with a minus in front for descending. */
                sort?: string;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of records */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
        };
    };
    upsertRecord: {
        parameters: {
            query: {
                /** @description A unique field. The data must have a value for it. */
                by: string;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRecord"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record, and whether it was created, updated or unchanged */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpsertedRecord"];
                };
            };
        };
    };
    createRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRecord"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModuleRecord"];
                };
            };
        };
    };
    getRecord: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModuleRecord"];
                };
            };
        };
    };
    putRecord: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
                slug: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateRecord"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModuleRecord"];
                };
            };
        };
    };
    deleteRecord: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
                slug: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is gone */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateRecord: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
                slug: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateRecord"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModuleRecord"];
                };
            };
        };
    };
    writeRecords: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteRecords"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What became of each record: created, updated, unchanged, or refused and why */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenRecords"];
                };
            };
        };
    };
    exportRecords: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description createdAt, or a field that is unique or indexed; with a minus in front for descending. */
                sort?: string;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The file */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    listScopes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Scopes by group */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScopeCatalogue"];
                };
            };
        };
    };
    createScope: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateScope"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The scope */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scope"];
                };
            };
        };
    };
    getScope: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                scope: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The scope */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scope"];
                };
            };
        };
    };
    putScope: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                scope: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateScope"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The scope as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scope"];
                };
            };
        };
    };
    deleteScope: {
        parameters: {
            query?: {
                /** @description Delete it although keys hold it: they keep it, and go on working. */
                force?: "true" | "false";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                scope: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is gone from the catalog */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateScope: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                scope: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateScope"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The scope as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scope"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Your sessions, newest first */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The session is over */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Setup"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The first owner, who may now sign in */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupDone"];
                };
            };
        };
    };
    getStats: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The figures */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stats"];
                };
            };
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /** @description The last days, including today; 30 where neither days nor start is given. */
                days?: number;
                /** @description The last day, which counts in full, or the instant until which calls count: to the end of its hour. Left out: now. */
                end?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description The first day, or the instant from which calls count. An instant counts from the beginning of its hour. */
                start?: string;
                /** @description Where days begin; left out: as for the organization. An hour of the statistics counts to the day in which it begins. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The figures */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageOver"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description Those that listen to this event, by its name or by a wildcard. */
                event?: string;
                health?: "healthy" | "degraded" | "failing" | "disabled";
                limit?: number;
                q?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "lastTriggeredAt" | "-lastTriggeredAt" | "deliveries" | "-deliveries";
                status?: "active" | "paused" | "disabled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of webhooks */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The webhook, its signing secret in this answer alone */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebhook"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The webhook */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    putWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The webhook as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The webhook is gone, and nothing is sent to it any more */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /**
                 * @description The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.
                 * @example "v3"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The webhook as it now stands */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Of the last response; none: there was no response. */
                code?: string;
                cursor?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description The type of the event. */
                event?: string;
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                from?: string;
                limit?: number;
                /** @description Queued: nothing has failed since it was published or sent again; retrying: an attempt failed, and another follows. */
                state?: "queued" | "delivered" | "retrying" | "failed" | "held" | "canceled";
                status?: "pending" | "delivering" | "succeeded" | "failed" | "held" | "canceled";
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page of deliveries */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                deliveryId: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The delivery */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
        };
    };
    retryDelivery: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                deliveryId: string;
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The delivery as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
        };
    };
    skipDelivery: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                deliveryId: string;
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The delivery as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
        };
    };
    countDeliveries: {
        parameters: {
            query?: {
                /** @description Of the last response; none: there was no response. */
                code?: string;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description The type of the event. */
                event?: string;
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                from?: string;
                /** @description RFC 3339, in UTC or with an offset; decimals beyond milliseconds are cut off. */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description How many there are in each state */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryStateCounts"];
                };
            };
        };
    };
    retryDeliveries: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetryDeliveries"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description How many there are, and the job that sends them */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryAccepted"];
                };
            };
        };
    };
    pauseWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The webhook as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    recoverWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoverWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description How many there are, and the job that sends them */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryAccepted"];
                };
            };
        };
    };
    resumeWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResumeWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The webhook as it now stands; a job sends what was held */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    listRetryJobs: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description At most 20 jobs */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryJobPage"];
                };
            };
        };
    };
    getRetryJob: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The job */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryJob"];
                };
            };
        };
    };
    stopRetryJob: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
                jobId: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The job as it now stands */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryJob"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: {
                /** @description The same key and body within 24 hours get the first answer again; the order of members does not matter. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateSecret"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The webhook, its new secret in this answer alone */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
        };
    };
    getWebhookStats: {
        parameters: {
            query?: {
                /** @description The last days, including today; 30 where hours are not given either. */
                days?: number;
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
                /** @description The last hours instead, including this one. */
                hours?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The figures */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookStats"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TestWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent, and what came back: also 200 when it failed */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestResult"];
                };
            };
        };
    };
    bulkWebhooks: {
        parameters: {
            query?: {
                /** @description A live key works on live objects, and on test objects where it says `test` here. A test key works on test objects alone: `live` is refused with 422. A person works on both, or on the one that is named. */
                environment?: "live" | "test";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkWebhooks"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What became of each webhook */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkWebhookResult"];
                };
            };
        };
    };
    confirmIncomingWebhook: {
        parameters: {
            query?: {
                challenge?: string;
                "hub.challenge"?: string;
                "hub.lease_seconds"?: string;
                "hub.mode"?: string;
                "hub.topic"?: string;
                "hub.verify_token"?: string;
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The challenge, as plain text */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    receiveIncomingWebhook: {
        parameters: {
            query?: {
                validationToken?: string;
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What it became; a repeat gets the first answer again */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedAnswer"];
                };
            };
        };
    };
    previewWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What would be sent, or what is wrong */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
        };
    };
    testUnsavedWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description JSON in UTF-8, not compressed. Numbers that a double cannot hold, names that come twice and members named `__proto__` are refused (422) by path. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestUnsavedWebhook"];
            };
        };
        responses: {
            /** @description What went wrong, as problem details (RFC 9457) */
            "4XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What went wrong, as problem details (RFC 9457) */
            "5XX": {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was sent, and what came back: also 200 when it failed */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestResult"];
                };
            };
        };
    };
}
