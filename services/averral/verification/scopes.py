"""Which scope each public method needs, where keys are required."""

from __future__ import annotations

from averral.runtime.keys import Scope

VERIFICATION = "averral.v1.VerificationService"
FINDINGS = "averral.v1.FindingService"
OPERATIONS = "google.longrunning.Operations"
BATCHES = "averral.v1.BatchService"

_METHODS = {
    (VERIFICATION, Scope.READ): (
        "VerifyClaim VerifyQuote CheckDraft BatchVerify ListFindings GetFinding WatchFindings WatchJob Export GetLimits "
        "ListWebhooks"
    ),
    (
        VERIFICATION,
        Scope.WRITE,
    ): "SubmitDocuments DeleteDocument CreateWebhook DeleteWebhook TestWebhook ReplayWebhook",
    (VERIFICATION, Scope.REVIEW): "ReviewFinding",
    (FINDINGS, Scope.SERVICE): "RefreshFindings GetWebhookPost ListWorkspaces",
    (BATCHES, Scope.READ): "GetBatch WatchBatch ListBatches ListBatchItems ListBatchFindings CompareBatches",
    (BATCHES, Scope.WRITE): "SubmitBatch CancelBatch",
    (OPERATIONS, Scope.READ): "GetOperation ListOperations WaitOperation",
    (OPERATIONS, Scope.WRITE): "CancelOperation DeleteOperation",
}

#: By full method name, as gRPC has it.
SCOPES = {
    f"/{service}/{method}": scope
    for (service, scope), methods in _METHODS.items()
    for method in methods.split()
}
