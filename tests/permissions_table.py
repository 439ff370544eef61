"""Who meets what at every address of the project: the table that tests/test_permissions.py walks.

A row: the address's name, the method, and what each of tests.world.PEOPLE meets, in this order:

    anonymous  stranger  contributor  certifier  other_certifier  reviewer  administrator  other_reviewer

A number is the answer's status (302: sent on, as after a deed that was done; 422: allowed, but the empty form
is incomplete); `login` is being sent to sign in. `name@words` is the same address about another thing; ABOUT
says what an address is about, SENT what is posted to it. A new address takes a GET row and a POST row here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from inventories.part_requests import link_token
from partnerships.models import Exchange
from tests.world import World

TABLE = """
# Without an account
healthz                                    GET   200   200   200   200   200   200   200   200
healthz                                    POST  200   200   200   200   200   200   200   200
set_language                               GET   302   302   302   302   302   302   302   302
set_language                               POST  302   302   302   302   302   302   302   302
portal:home                                GET   200   200   200   200   200   200   200   200
portal:home                                POST  405   405   405   405   405   405   405   405
portal:network                             GET   200   200   200   200   200   200   200   200
portal:network                             POST  405   405   405   405   405   405   405   405
portal:commitments                         GET   200   200   200   200   200   200   200   200
portal:commitments                         POST  405   405   405   405   405   405   405   405
portal:commitments-table                   GET   200   200   200   200   200   200   200   200
portal:commitments-table                   POST  405   405   405   405   405   405   405   405
portal:network-report                      GET   200   200   200   200   200   200   200   200
portal:network-report                      POST  405   405   405   405   405   405   405   405
portal:network-report@to-come              GET   404   404   404   404   404   404   404   404
portal:network-report@to-come              POST  405   405   405   405   405   405   405   405
portal:government                          GET   200   200   200   200   200   200   200   200
portal:government                          POST  405   405   405   405   405   405   405   405
portal:target                              GET   200   200   200   200   200   200   200   200
portal:target                              POST  405   405   405   405   405   405   405   405
portal:target-record                       GET   200   200   200   200   200   200   200   200
portal:target-record                       POST  405   405   405   405   405   405   405   405
portal:plan                                GET   200   200   200   200   200   200   200   200
portal:plan                                POST  405   405   405   405   405   405   405   405
portal:plan@submitted                      GET   404   404   404   404   404   404   404   404
portal:plan@submitted                      POST  405   405   405   405   405   405   405   405
portal:plan-version                        GET   200   200   200   200   200   200   200   200
portal:plan-version                        POST  405   405   405   405   405   405   405   405
portal:plan-version@submitted              GET   404   404   404   404   404   404   404   404
portal:plan-version@submitted              POST  405   405   405   405   405   405   405   405
portal:plan-file                           GET   200   200   200   200   200   200   200   200
portal:plan-file                           POST  405   405   405   405   405   405   405   405
portal:plan-file@submitted                 GET   404   404   404   404   404   404   404   404
portal:plan-file@submitted                 POST  405   405   405   405   405   405   405   405
portal:plan-gap                            GET   200   200   200   200   200   200   200   200
portal:plan-gap                            POST  405   405   405   405   405   405   405   405
portal:plan-gap@submitted                  GET   404   404   404   404   404   404   404   404
portal:plan-gap@submitted                  POST  405   405   405   405   405   405   405   405
portal:plan@draft                          GET   404   404   404   404   404   404   404   404
portal:plan@draft                          POST  405   405   405   405   405   405   405   405
portal:report                              GET   200   200   200   200   200   200   200   200
portal:report                              POST  405   405   405   405   405   405   405   405
portal:report-version                      GET   200   200   200   200   200   200   200   200
portal:report-version                      POST  405   405   405   405   405   405   405   405
portal:report-changes                      GET   200   200   200   200   200   200   200   200
portal:report-changes                      POST  405   405   405   405   405   405   405   405
portal:report-changes@first                GET   404   404   404   404   404   404   404   404
portal:report-changes@first                POST  405   405   405   405   405   405   405   405
portal:report-download                     GET   200   200   200   200   200   200   200   200
portal:report-download                     POST  405   405   405   405   405   405   405   405
portal:report-download@draft               GET   404   404   404   404   404   404   404   404
portal:report-download@draft               POST  405   405   405   405   405   405   405   405
portal:report-version-download             GET   200   200   200   200   200   200   200   200
portal:report-version-download             POST  405   405   405   405   405   405   405   405
portal:report-version-download@submitted   GET   404   404   404   404   404   404   404   404
portal:report-version-download@submitted   POST  405   405   405   405   405   405   405   405
api:network-governments                    GET   200   200   200   200   200   200   200   200
api:network-governments                    POST  405   405   405   405   405   405   405   405
api:network-table                          GET   200   200   200   200   200   200   200   200
api:network-table                          POST  405   405   405   405   405   405   405   405
api:government                             GET   200   200   200   200   200   200   200   200
api:government                             POST  405   405   405   405   405   405   405   405
api:report                                 GET   200   200   200   200   200   200   200   200
api:report                                 POST  405   405   405   405   405   405   405   405
api:report@draft                           GET   404   404   404   404   404   404   404   404
api:report@draft                           POST  405   405   405   405   405   405   405   405
api:report-version                         GET   200   200   200   200   200   200   200   200
api:report-version                         POST  405   405   405   405   405   405   405   405
api:report-version@submitted               GET   404   404   404   404   404   404   404   404
api:report-version@submitted               POST  405   405   405   405   405   405   405   405
portal:method                              GET   200   200   200   200   200   200   200   200
portal:method                              POST  405   405   405   405   405   405   405   405
portal:method-checks                       GET   200   200   200   200   200   200   200   200
portal:method-checks                       POST  405   405   405   405   405   405   405   405
portal:report@draft                        GET   404   404   404   404   404   404   404   404
portal:report@draft                        POST  405   405   405   405   405   405   405   405
portal:report-version@draft                GET   404   404   404   404   404   404   404   404
portal:report-version@draft                POST  405   405   405   405   405   405   405   405
portal:report-version@submitted            GET   404   404   404   404   404   404   404   404
portal:report-version@submitted            POST  405   405   405   405   405   405   405   405

# Signing in
account_login                              GET   200   302   302   302   302   302   302   302
account_login                              POST  200   302   302   302   302   302   302   302
account_logout                             GET   302   200   200   200   200   200   200   200
account_logout                             POST  302   302   302   302   302   302   302   302
account_inactive                           GET   200   200   200   200   200   200   200   200
account_inactive                           POST  405   405   405   405   405   405   405   405
account_signup                             GET   200   302   302   302   302   302   302   302
account_signup                             POST  200   302   302   302   302   302   302   302
account_reauthenticate                     GET   login 200   200   200   200   200   200   200
account_reauthenticate                     POST  login 200   200   200   200   200   200   200
account_email                              GET   login 200   200   200   200   200   200   200
account_email                              POST  login 302   302   302   302   302   302   302
account_email_verification_sent            GET   200   200   200   200   200   200   200   200
account_email_verification_sent            POST  405   405   405   405   405   405   405   405
account_change_password                    GET   login 200   200   200   200   200   200   200
account_change_password                    POST  login 200   200   200   200   200   200   200
account_set_password                       GET   login 302   302   302   302   302   302   302
account_set_password                       POST  login 302   302   302   302   302   302   302
account_reset_password                     GET   200   200   200   200   200   200   200   200
account_reset_password                     POST  200   200   200   200   200   200   200   200
account_confirm_login_code                 GET   login 302   302   302   302   302   302   302
account_confirm_login_code                 POST  login 302   302   302   302   302   302   302
account_confirm_email                      GET   200   200   200   200   200   200   200   200
account_confirm_email                      POST  404   404   404   404   404   404   404   404
account_reset_password_from_key_done       GET   200   200   200   200   200   200   200   200
account_reset_password_from_key_done       POST  405   405   405   405   405   405   405   405
account_reset_password_from_key            GET   200   200   200   200   200   200   200   200
account_reset_password_from_key            POST  200   200   200   200   200   200   200   200
account_reset_password_done                GET   200   200   200   200   200   200   200   200
account_reset_password_done                POST  405   405   405   405   405   405   405   405
mfa_index                                  GET   login 200   200   200   200   200   200   200
mfa_index                                  POST  login 405   405   405   405   405   405   405
mfa_authenticate                           GET   login 302   302   302   302   302   302   302
mfa_authenticate                           POST  login 302   302   302   302   302   302   302
mfa_reauthenticate                         GET   login 302   302   302   302   302   302   302
mfa_reauthenticate                         POST  login 302   302   302   302   302   302   302
mfa_activate_totp                          GET   login 302   302   302   302   302   302   302
mfa_activate_totp                          POST  login 302   302   302   302   302   302   302
mfa_deactivate_totp                        GET   login 404   404   404   404   404   404   404
mfa_deactivate_totp                        POST  login 404   404   404   404   404   404   404
mfa_view_recovery_codes                    GET   login 404   404   404   404   404   404   404
mfa_view_recovery_codes                    POST  login 405   405   405   405   405   405   405
mfa_generate_recovery_codes                GET   login 302   302   302   302   302   302   302
mfa_generate_recovery_codes                POST  login 302   302   302   302   302   302   302
mfa_download_recovery_codes                GET   login 404   404   404   404   404   404   404
mfa_download_recovery_codes                POST  login 404   404   404   404   404   404   404

# Accounts, invitations, members
accounts:government-members                GET   login 404   200   200   404   200   200   404
accounts:government-members                POST  login 405   405   405   405   405   405   405
accounts:government-invite                 GET   login 404   403   200   404   200   200   404
accounts:government-invite                 POST  login 404   403   200   404   200   200   404
accounts:government-member-end             GET   login 404   403   200   404   200   200   404
accounts:government-member-end             POST  login 404   403   200   404   200   200   404
accounts:government-invitation-withdraw    GET   login 405   405   405   405   405   405   405
accounts:government-invitation-withdraw    POST  login 404   403   302   404   302   302   404
accounts:government-invitation-resend      GET   login 405   405   405   405   405   405   405
accounts:government-invitation-resend      POST  login 404   403   302   404   302   302   404
accounts:network-members                   GET   login 404   404   404   404   200   200   404
accounts:network-members                   POST  login 405   405   405   405   405   405   405
accounts:network-invite                    GET   login 404   404   404   404   403   200   404
accounts:network-invite                    POST  login 404   404   404   404   403   200   404
accounts:network-member-end                GET   login 404   404   404   404   403   200   404
accounts:network-member-end                POST  login 404   404   404   404   403   200   404
accounts:network-invitation-withdraw       GET   login 405   405   405   405   405   405   405
accounts:network-invitation-withdraw       POST  login 404   404   404   404   403   302   404
accounts:network-invitation-resend         GET   login 405   405   405   405   405   405   405
accounts:network-invitation-resend         POST  login 404   404   404   404   403   302   404
accounts:account                           GET   login 200   200   200   200   200   200   200
accounts:account                           POST  login 200   200   200   200   200   200   200
accounts:invitation                        GET   200   403   403   403   403   403   403   403
accounts:invitation                        POST  200   403   403   403   403   403   403   403
accounts:invitation@made-up                GET   404   404   404   404   404   404   404   404
accounts:invitation@made-up                POST  404   404   404   404   404   404   404   404

# Desks
portal:desk                                GET   login 200   302   302   302   302   302   302
portal:desk                                POST  405   405   405   405   405   405   405   405
portal:desk-changes                        GET   login 404   200   200   404   200   200   404
portal:desk-changes                        POST  405   405   405   405   405   405   405   405
portal:desk-changes@first                  GET   login 404   404   404   404   404   404   404
portal:desk-changes@first                  POST  405   405   405   405   405   405   405   405
portal:government-desk                     GET   login 404   200   200   404   200   200   404
portal:government-desk                     POST  405   405   405   405   405   405   405   405
portal:network-desk                        GET   login 404   404   404   404   200   200   404
portal:network-desk                        POST  405   405   405   405   405   405   405   405

# Verdicts: seen first, answered, decided
portal:verdict                             GET   login 404   200   200   404   200   200   404
portal:verdict                             POST  405   405   405   405   405   405   405   405
portal:verdict-reply                       GET   405   405   405   405   405   405   405   405
portal:verdict-reply                       POST  login 404   403   422   404   403   403   404
portal:verdict-publish                     GET   405   405   405   405   405   405   405   405
portal:verdict-publish                     POST  login 404   403   422   404   403   403   404
portal:verdict-appeal                      GET   405   405   405   405   405   405   405   405
portal:verdict-appeal                      POST  login 404   403   422   404   403   403   404
portal:verdict-decide                      GET   405   405   405   405   405   405   405   405
portal:verdict-decide                      POST  login 404   403   403   404   422   422   404
portal:verdict-withdraw                    GET   405   405   405   405   405   405   405   405
portal:verdict-withdraw                    POST  login 404   403   403   404   302   302   404
portal:verdict-appeal-decide               GET   405   405   405   405   405   405   405   405
portal:verdict-appeal-decide               POST  login 404   403   403   404   422   422   404

# The method
progress:methods                           GET   login 404   403   403   403   200   200   200
progress:methods                           POST  405   405   405   405   405   405   405   405
progress:method-propose                    GET   405   405   405   405   405   405   405   405
progress:method-propose                    POST  login 404   403   403   403   403   422   403
progress:method                            GET   login 404   403   403   403   200   200   200
progress:method                            POST  405   405   405   405   405   405   405   405
progress:method-changes                    GET   login 404   403   403   403   200   200   200
progress:method-changes                    POST  405   405   405   405   405   405   405   405
progress:method-try                        GET   405   405   405   405   405   405   405   405
progress:method-try                        POST  login 404   403   403   403   403   302   403
progress:method-adoption                   GET   login 404   403   403   403   403   200   403
progress:method-adoption                   POST  405   405   405   405   405   405   405   405
progress:method-adopt                      GET   405   405   405   405   405   405   405   405
progress:method-adopt                      POST  login 404   403   403   403   403   302   403
progress:method-drop                       GET   405   405   405   405   405   405   405   405
progress:method-drop                       POST  login 404   403   403   403   403   302   403

# Promises
pledges:question                           GET   login 404   200   200   404   200   200   404
pledges:question                           POST  login 404   403   200   404   403   403   404
pledges:question-settle                    GET   405   405   405   405   405   405   405   405
pledges:question-settle                    POST  login 404   403   403   404   302   302   404
pledges:question-ask-again                 GET   405   405   405   405   405   405   405   405
pledges:question-ask-again                 POST  login 404   403   403   404   200   200   404
pledges:target-declare                     GET   login 404   403   200   404   403   403   404
pledges:target-declare                     POST  login 404   403   200   404   403   403   404
pledges:target-revise                      GET   login 404   403   200   404   403   403   404
pledges:target-revise                      POST  login 404   403   200   404   403   403   404
pledges:proposal                           GET   login 404   200   200   404   200   200   404
pledges:proposal                           POST  405   405   405   405   405   405   405   405
pledges:proposal-confirm                   GET   405   405   405   405   405   405   405   405
pledges:proposal-confirm                   POST  login 404   403   403   404   302   302   404
pledges:proposal-refuse                    GET   405   405   405   405   405   405   405   405
pledges:proposal-refuse                    POST  login 404   403   403   404   200   200   404

# Reports
inventories:report-begin                   GET   login 404   200   200   404   403   403   404
inventories:report-begin                   POST  login 404   422   422   404   403   403   404
inventories:history-upload                 GET   login 404   200   200   404   403   403   404
inventories:history-upload                 POST  login 404   422   422   404   403   403   404
inventories:history-template               GET   login 404   200   200   404   403   403   404
inventories:history-template               POST  405   405   405   405   405   405   405   405
inventories:report-tasks                   GET   login 404   200   200   404   200   200   404
inventories:report-tasks                   POST  405   405   405   405   405   405   405   405
inventories:section-about                  GET   login 404   200   200   404   403   403   404
inventories:section-about                  POST  login 404   422   422   404   403   403   404
inventories:section-community              GET   login 404   200   200   404   403   403   404
inventories:section-community              POST  login 404   302   302   404   403   403   404
inventories:report-upload                  GET   login 404   200   200   404   403   403   404
inventories:report-upload                  POST  login 404   422   422   404   403   403   404
inventories:rows-template                  GET   login 404   200   200   404   403   403   404
inventories:rows-template                  POST  405   405   405   405   405   405   405   405
inventories:section-operations             GET   login 404   200   200   404   403   403   404
inventories:section-operations             POST  login 404   302   302   404   403   403   404
inventories:row                            GET   login 404   200   200   404   403   403   404
inventories:row                            POST  405   405   405   405   405   405   405   405
inventories:row-take-over                  GET   405   405   405   405   405   405   405   405
inventories:row-take-over                  POST  login 404   302   302   404   403   403   404
inventories:row-evidence                   GET   405   405   405   405   405   405   405   405
inventories:row-evidence                   POST  login 404   422   422   404   403   403   404
inventories:activity-add                   GET   login 404   200   200   404   403   403   404
inventories:activity-add                   POST  login 404   422   422   404   403   403   404
inventories:activity-change                GET   login 404   200   200   404   403   403   404
inventories:activity-change                POST  login 404   422   422   404   403   403   404
inventories:activity-remove                GET   login 404   200   200   404   403   403   404
inventories:activity-remove                POST  login 404   302   302   404   403   403   404
inventories:row-calculators                GET   login 404   200   200   404   403   403   404
inventories:row-calculators                POST  405   405   405   405   405   405   405   405
inventories:row-calculate                  GET   login 404   200   200   404   403   403   404
inventories:row-calculate                  POST  login 404   422   422   404   403   403   404
inventories:calculation                    GET   login 404   200   200   404   404   404   404
inventories:calculation                    POST  405   405   405   405   405   405   405   405
inventories:calculation-remove             GET   login 404   200   200   404   403   403   404
inventories:calculation-remove             POST  login 404   302   302   404   403   403   404
inventories:section-indicators             GET   login 404   200   200   404   403   403   404
inventories:section-indicators             POST  login 404   302   302   404   403   403   404
inventories:section-evidence               GET   login 404   200   200   404   403   403   404
inventories:section-evidence               POST  login 404   422   422   404   403   403   404
inventories:report-checks                  GET   login 404   200   200   404   403   403   404
inventories:report-checks                  POST  login 404   302   302   404   403   403   404
inventories:report-submit                  GET   login 404   200   200   404   403   403   404
inventories:report-submit                  POST  login 404   403   422   404   403   403   404
inventories:report-receipt                 GET   login 404   200   200   404   200   200   404
inventories:report-receipt                 POST  405   405   405   405   405   405   405   405
inventories:report-read                    GET   login 404   200   200   404   200   200   404
inventories:report-read                    POST  405   405   405   405   405   405   405   405
inventories:report-read@draft              GET   login 404   200   200   404   404   404   404
inventories:report-read@draft              POST  405   405   405   405   405   405   405   405
inventories:report-downloads               GET   login 404   200   200   404   200   200   404
inventories:report-downloads               POST  405   405   405   405   405   405   405   405
inventories:report-downloads@draft         GET   login 404   200   200   404   200   200   404
inventories:report-downloads@draft         POST  405   405   405   405   405   405   405   405
inventories:report-download                GET   login 404   200   200   404   200   200   404
inventories:report-download                POST  405   405   405   405   405   405   405   405
inventories:report-download@draft          GET   login 404   200   200   404   404   404   404
inventories:report-download@draft          POST  405   405   405   405   405   405   405   405
inventories:version-downloads              GET   login 404   200   200   404   200   200   404
inventories:version-downloads              POST  405   405   405   405   405   405   405   405
inventories:version-downloads@draft        GET   login 404   200   200   404   404   404   404
inventories:version-downloads@draft        POST  405   405   405   405   405   405   405   405
inventories:version-download               GET   login 404   200   200   404   200   200   404
inventories:version-download               POST  405   405   405   405   405   405   405   405
inventories:version-download@draft         GET   login 404   200   200   404   404   404   404
inventories:version-download@draft         POST  405   405   405   405   405   405   405   405
inventories:report-shown-as                GET   login 404   200   200   404   200   200   404
inventories:report-shown-as                POST  405   405   405   405   405   405   405   405
inventories:report-shown-as@draft          GET   login 404   200   200   404   404   404   404
inventories:report-shown-as@draft          POST  405   405   405   405   405   405   405   405
inventories:report-discard                 GET   login 404   200   200   404   403   403   404
inventories:report-discard                 POST  login 404   302   302   404   403   403   404
inventories:report-correct                 GET   login 404   200   200   404   403   403   404
inventories:report-correct                 POST  login 404   422   422   404   403   403   404
inventories:review                         GET   login 404   403   403   404   200   200   404
inventories:review                         POST  405   405   405   405   405   405   405   405
inventories:review@draft                   GET   login 404   403   403   404   302   302   404
inventories:review@draft                   POST  405   405   405   405   405   405   405   405
inventories:review-take                    GET   405   405   405   405   405   405   405   405
inventories:review-take                    POST  login 404   403   403   404   302   302   404
inventories:review-remark                  GET   405   405   405   405   405   405   405   405
inventories:review-remark                  POST  login 404   403   403   404   422   422   404
inventories:review-return                  GET   login 404   403   403   404   200   200   404
inventories:review-return                  POST  login 404   403   403   404   422   422   404
inventories:review-accept                  GET   login 404   403   403   404   200   200   404
inventories:review-accept                  POST  login 404   403   403   404   302   302   404
inventories:report-waivers                 GET   login 404   403   403   404   200   200   404
inventories:report-waivers                 POST  login 404   403   403   404   422   422   404
inventories:report-waivers@draft           GET   login 404   403   403   404   200   200   404
inventories:report-waivers@draft           POST  login 404   403   403   404   422   422   404
inventories:review-accepted                GET   login 404   403   403   404   200   200   404
inventories:review-accepted                POST  405   405   405   405   405   405   405   405
inventories:evidence-status                GET   405   405   405   405   405   405   405   405
inventories:evidence-status                POST  login 404   302   302   404   403   403   404
inventories:evidence-file                  GET   login 404   200   200   404   404   404   404
inventories:evidence-file                  POST  405   405   405   405   405   405   405   405
inventories:evidence-remove                GET   login 404   200   200   404   403   403   404
inventories:evidence-remove                POST  login 404   302   302   404   403   403   404

# Public figures, the secretariat's
inventories:public-figures                 GET   login 404   404   404   404   200   200   404
inventories:public-figures                 POST  login 404   404   404   404   422   422   404
inventories:public-source                  GET   login 404   404   404   404   200   200   404
inventories:public-source                  POST  405   405   405   405   405   405   405   405
inventories:public-source-remove           GET   login 404   404   404   404   200   200   404
inventories:public-source-remove           POST  login 404   404   404   404   302   302   404
inventories:public-names                   GET   login 404   404   404   404   200   200   404
inventories:public-names                   POST  login 404   404   404   404   422   422   404
inventories:public-name-remove             GET   login 404   404   404   404   200   200   404
inventories:public-name-remove             POST  login 404   404   404   404   302   302   404
inventories:public-left-out                GET   login 404   404   404   404   200   200   404
inventories:public-left-out                POST  405   405   405   405   405   405   405   405

# Drafts that survive
inventories:section-unsaved                GET   405   405   405   405   405   405   405   405
inventories:section-unsaved                POST  login 404   200   200   404   403   403   404
inventories:section-unsaved-discard        GET   405   405   405   405   405   405   405   405
inventories:section-unsaved-discard        POST  login 404   302   302   404   403   403   404

# Parts asked of others: the government's pages, and what is behind the link
inventories:parts                          GET   login 404   200   200   404   403   403   404
inventories:parts                          POST  405   405   405   405   405   405   405   405
inventories:part-ask                       GET   login 404   200   200   404   403   403   404
inventories:part-ask                       POST  login 404   422   422   404   403   403   404
inventories:part                           GET   login 404   200   200   404   403   403   404
inventories:part                           POST  405   405   405   405   405   405   405   405
inventories:part@of-another-report         GET   login 404   404   404   404   403   403   404
inventories:part@of-another-report         POST  405   405   405   405   405   405   405   405
inventories:part-take                      GET   405   405   405   405   405   405   405   405
inventories:part-take                      POST  login 404   302   302   404   403   403   404
inventories:part-again                     GET   405   405   405   405   405   405   405   405
inventories:part-again                     POST  login 404   422   422   404   403   403   404
inventories:part-withdraw                  GET   login 404   200   200   404   403   403   404
inventories:part-withdraw                  POST  login 404   302   302   404   403   403   404
inventories:part-file                      GET   login 404   200   200   404   403   403   404
inventories:part-file                      POST  405   405   405   405   405   405   405   405
inventories:answer                         GET   200   200   200   200   200   200   200   200
inventories:answer                         POST  302   302   302   302   302   302   302   302
inventories:answer@made-up                 GET   404   404   404   404   404   404   404   404
inventories:answer@made-up                 POST  404   404   404   404   404   404   404   404
inventories:answer@withdrawn               GET   410   410   410   410   410   410   410   410
inventories:answer@withdrawn               POST  410   410   410   410   410   410   410   410
inventories:answer@answered                GET   200   200   200   200   200   200   200   200
inventories:answer@answered                POST  200   200   200   200   200   200   200   200
inventories:answer-typed                   GET   405   405   405   405   405   405   405   405
inventories:answer-typed                   POST  200   200   200   200   200   200   200   200
inventories:answer-send                    GET   200   200   200   200   200   200   200   200
inventories:answer-send                    POST  422   422   422   422   422   422   422   422
inventories:answer-file                    GET   405   405   405   405   405   405   405   405
inventories:answer-file                    POST  422   422   422   422   422   422   422   422
inventories:answer-file-remove             GET   405   405   405   405   405   405   405   405
inventories:answer-file-remove             POST  302   302   302   302   302   302   302   302

# Files that were brought
inventories:upload                         GET   login 404   200   200   404   403   403   404
inventories:upload                         POST  405   405   405   405   405   405   405   405
inventories:upload@public                  GET   login 404   404   404   404   200   200   404
inventories:upload@public                  POST  405   405   405   405   405   405   405   405
inventories:upload-answer                  GET   405   405   405   405   405   405   405   405
inventories:upload-answer                  POST  login 404   422   422   404   403   403   404
inventories:upload-ask-again               GET   405   405   405   405   405   405   405   405
inventories:upload-ask-again               POST  login 404   302   302   404   403   403   404
inventories:upload-confirm                 GET   405   405   405   405   405   405   405   405
inventories:upload-confirm                 POST  login 404   302   302   404   403   403   404
inventories:upload-drop                    GET   405   405   405   405   405   405   405   405
inventories:upload-drop                    POST  login 404   302   302   404   403   403   404
inventories:upload-again                   GET   405   405   405   405   405   405   405   405
inventories:upload-again                   POST  login 404   302   302   404   403   403   404
inventories:upload-undo                    GET   405   405   405   405   405   405   405   405
inventories:upload-undo                    POST  login 404   302   302   404   403   403   404
inventories:upload-drop@public             GET   405   405   405   405   405   405   405   405
inventories:upload-drop@public             POST  login 404   404   404   404   302   302   404
inventories:upload-faults                  GET   login 404   200   200   404   403   403   404
inventories:upload-faults                  POST  405   405   405   405   405   405   405   405

# Climate action plans: written by the government, reviewed by the secretariat
plans:plans                                GET  login 404   200   200   404   200   200   404
plans:plans                                POST 405   405   405   405   405   405   405   405
plans:plan-begin                           GET  login 404   200   200   404   403   403   404
plans:plan-begin                           POST login 404   422   422   404   403   403   404
plans:plan                                 GET  login 404   200   200   404   200   200   404
plans:plan                                 POST 405   405   405   405   405   405   405   405
plans:plan@draft                           GET  login 404   200   200   404   404   404   404
plans:plan@draft                           POST 405   405   405   405   405   405   405   405
plans:plan@submitted                       GET  login 404   200   200   404   200   200   404
plans:plan@submitted                       POST 405   405   405   405   405   405   405   405
portal:plan-desk                           GET  login 404   200   200   404   200   200   404
portal:plan-desk                           POST 405   405   405   405   405   405   405   405
portal:plan-desk@draft                     GET  login 404   200   200   404   404   404   404
portal:plan-desk@draft                     POST 405   405   405   405   405   405   405   405
portal:plan-desk@submitted                 GET  login 404   200   200   404   200   200   404
portal:plan-desk@submitted                 POST 405   405   405   405   405   405   405   405
plans:plan-about                           GET  login 404   200   200   404   403   403   404
plans:plan-about                           POST login 404   422   422   404   403   403   404
plans:plan-resilience                      GET  login 404   200   200   404   403   403   404
plans:plan-resilience                      POST login 404   422   422   404   403   403   404
plans:plan-document                        GET  login 404   200   200   404   403   403   404
plans:plan-document                        POST login 404   422   422   404   403   403   404
plans:plan-file                            GET  login 404   200   200   404   200   200   404
plans:plan-file                            POST 405   405   405   405   405   405   405   405
plans:plan-overlaps                        GET  login 404   200   200   404   403   403   404
plans:plan-overlaps                        POST login 404   422   422   404   403   403   404
plans:action                               GET  login 404   200   200   404   403   403   404
plans:action                               POST login 404   422   422   404   403   403   404
plans:action@new                           GET  login 404   200   200   404   403   403   404
plans:action@new                           POST login 404   422   422   404   403   403   404
plans:action-remove                        GET  login 404   200   200   404   403   403   404
plans:action-remove                        POST login 404   302   302   404   403   403   404
plans:progress                             GET  login 404   200   200   404   403   403   404
plans:progress                             POST login 404   422   422   404   403   403   404
plans:milestone-reached                    GET  405   405   405   405   405   405   405   405
plans:milestone-reached                    POST login 404   302   302   404   403   403   404
plans:plan-workbook                        GET  login 404   200   200   404   200   200   404
plans:plan-workbook                        POST 405   405   405   405   405   405   405   405
plans:plan-workbook@draft                  GET  login 404   200   200   404   404   404   404
plans:plan-workbook@draft                  POST 405   405   405   405   405   405   405   405
plans:plan-bring                           GET  login 404   200   200   404   403   403   404
plans:plan-bring                           POST login 404   422   422   404   403   403   404
plans:plan-bring-confirm                   GET  405   405   405   405   405   405   405   405
plans:plan-bring-confirm                   POST login 404   302   302   404   403   403   404
plans:plan-faults                          GET  405   405   405   405   405   405   405   405
plans:plan-faults                          POST login 404   302   302   404   403   403   404
plans:plan-submit                          GET  405   405   405   405   405   405   405   405
plans:plan-submit                          POST login 404   403   302   404   403   403   404
plans:plan-return                          GET  405   405   405   405   405   405   405   405
plans:plan-return                          POST login 404   403   403   404   302   302   404
plans:plan-accept                          GET  405   405   405   405   405   405   405   405
plans:plan-accept                          POST login 404   403   403   404   302   302   404
plans:plan-change                          GET  405   405   405   405   405   405   405   405
plans:plan-change                          POST login 404   302   302   404   403   403   404
plans:plan-discard                         GET  login 404   200   200   404   403   403   404
plans:plan-discard                         POST login 404   302   302   404   403   403   404

# Cooperation: the partners' own until every one of them has confirmed
portal:partnerships                        GET  200   200   200   200   200   200   200   200
portal:partnerships                        POST 405   405   405   405   405   405   405   405
portal:partnership                         GET  200   200   200   200   200   200   200   200
portal:partnership                         POST 405   405   405   405   405   405   405   405
portal:partnership@proposed                GET  404   404   404   404   404   404   404   404
portal:partnership@proposed                POST 405   405   405   405   405   405   405   405
portal:partnership-file                    GET  200   200   200   200   200   200   200   200
portal:partnership-file                    POST 405   405   405   405   405   405   405   405
portal:partnership-file@draft              GET  404   404   404   404   404   404   404   404
portal:partnership-file@draft              POST 405   405   405   405   405   405   405   405
portal:exchange                            GET  200   200   200   200   200   200   200   200
portal:exchange                            POST 405   405   405   405   405   405   405   405
partnerships:cooperation                   GET  login 404   200   200   404   403   403   404
partnerships:cooperation                   POST 405   405   405   405   405   405   405   405
partnerships:partnership-begin             GET  login 404   200   200   404   403   403   404
partnerships:partnership-begin             POST login 404   422   422   404   403   403   404
partnerships:partnership                   GET  login 404   200   200   200   404   404   404
partnerships:partnership                   POST 405   405   405   405   405   405   405   405
partnerships:partnership@draft             GET  login 404   200   200   404   404   404   404
partnerships:partnership@draft             POST 405   405   405   405   405   405   405   405
partnerships:partnership@proposed          GET  login 404   200   200   200   404   404   404
partnerships:partnership@proposed          POST 405   405   405   405   405   405   405   405
partnerships:partnership-edit              GET  login 404   200   200   404   404   404   404
partnerships:partnership-edit              POST login 404   422   422   404   404   404   404
partnerships:partnership-contact           GET  405   405   405   405   405   405   405   405
partnerships:partnership-contact           POST login 404   302   302   404   404   404   404
partnerships:partnership-propose           GET  405   405   405   405   405   405   405   405
partnerships:partnership-propose           POST login 404   403   302   404   404   404   404
partnerships:partnership-confirm           GET  405   405   405   405   405   405   405   405
partnerships:partnership-confirm           POST login 404   403   302   302   404   404   404
partnerships:partnership-decline           GET  405   405   405   405   405   405   405   405
partnerships:partnership-decline           POST login 404   403   302   302   404   404   404
partnerships:partnership-end               GET  login 404   403   200   200   404   404   404
partnerships:partnership-end               POST login 404   403   422   422   404   404   404
partnerships:partnership-discard           GET  login 404   200   200   404   404   404   404
partnerships:partnership-discard           POST login 404   302   302   404   404   404   404
partnerships:partnership-deliver           GET  405   405   405   405   405   405   405   405
partnerships:partnership-deliver           POST login 404   302   302   302   404   404   404
partnerships:partnership-document          GET  login 404   200   200   404   404   404   404
partnerships:partnership-document          POST login 404   422   422   404   404   404   404
partnerships:partnership-file              GET  login 404   200   200   404   404   404   404
partnerships:partnership-file              POST 405   405   405   405   405   405   405   405
partnerships:partnership-document-remove   GET  login 404   200   200   404   404   404   404
partnerships:partnership-document-remove   POST login 404   302   302   404   404   404   404
partnerships:exchange-new                  GET  login 404   200   200   200   404   404   404
partnerships:exchange-new                  POST login 404   422   422   422   404   404   404
partnerships:exchange                      GET  login 404   200   200   200   404   404   404
partnerships:exchange                      POST login 404   422   422   422   404   404   404
partnerships:exchange-remove               GET  login 404   200   200   200   404   404   404
partnerships:exchange-remove               POST login 404   302   302   302   404   404   404

# Roadmaps: written by the government, for everyone once a certifier says so
portal:roadmaps                            GET  login 404   200   200   404   200   200   404
portal:roadmaps                            POST 405   405   405   405   405   405   405   405
portal:roadmap-new                         GET  login 404   200   200   404   403   403   404
portal:roadmap-new                         POST login 404   422   422   404   403   403   404
portal:roadmap-preview                     GET  405   405   405   405   405   405   405   405
portal:roadmap-preview                     POST login 404   200   200   404   403   403   404
portal:roadmaps-compare                    GET  login 404   200   200   404   403   403   404
portal:roadmaps-compare                    POST 405   405   405   405   405   405   405   405
portal:roadmap-desk                        GET  login 404   200   200   404   404   404   404
portal:roadmap-desk                        POST 405   405   405   405   405   405   405   405
portal:roadmap-desk@public                 GET  login 404   200   200   404   200   200   404
portal:roadmap-desk@public                 POST 405   405   405   405   405   405   405   405
portal:roadmap-publish                     GET  405   405   405   405   405   405   405   405
portal:roadmap-publish                     POST login 404   403   302   404   403   403   404
portal:roadmap-remove                      GET  405   405   405   405   405   405   405   405
portal:roadmap-remove                      POST login 404   302   302   404   403   403   404
portal:roadmap                             GET  404   404   404   404   404   404   404   404
portal:roadmap                             POST 405   405   405   405   405   405   405   405
portal:roadmap@public                      GET  200   200   200   200   200   200   200   200
portal:roadmap@public                      POST 405   405   405   405   405   405   405   405
plans:statements                           GET  login 404   200   200   404   200   200   404
plans:statements                           POST 405   405   405   405   405   405   405   405
plans:statement                            GET  login 404   200   200   404   200   200   404
plans:statement                            POST 405   405   405   405   405   405   405   405
plans:statement-note                       GET  405   405   405   405   405   405   405   405
plans:statement-note                       POST login 404   403   422   404   403   403   404
plans:statement-withdraw                   GET  login 404   403   200   404   403   403   404
plans:statement-withdraw                   POST login 404   403   302   404   403   403   404

# Offers and needs, the partners that these bring, and what the secretariat sees of it; case studies
partnerships:interests                     GET  login 404   200   200   404   403   403   404
partnerships:interests                     POST login 404   409   409   404   403   403   404
partnerships:partners                      GET  login 404   200   200   404   200   200   404
partnerships:partners                      POST 405   405   405   405   405   405   405   405
partnerships:needs                         GET  login 404   404   404   404   200   200   404
partnerships:needs                         POST 405   405   405   405   405   405   405   405
partnerships:needs-table                   GET  login 404   404   404   404   200   200   404
partnerships:needs-table                   POST 405   405   405   405   405   405   405   405
partnerships:cases                         GET  login 404   200   200   404   200   200   404
partnerships:cases                         POST 405   405   405   405   405   405   405   405
partnerships:cases-to-review               GET  login 404   404   404   404   200   200   404
partnerships:cases-to-review               POST 405   405   405   405   405   405   405   405
partnerships:case-begin                    GET  login 404   200   200   404   403   403   404
partnerships:case-begin                    POST login 404   422   422   404   403   403   404
partnerships:case                          GET  login 404   200   200   404   200   200   404
partnerships:case                          POST 405   405   405   405   405   405   405   405
partnerships:case@draft                    GET  login 404   200   200   404   404   404   404
partnerships:case@draft                    POST 405   405   405   405   405   405   405   405
partnerships:case-edit                     GET  login 404   200   200   404   403   403   404
partnerships:case-edit                     POST login 404   422   422   404   403   403   404
partnerships:case-submit                   GET  405   405   405   405   405   405   405   405
partnerships:case-submit                   POST login 404   403   302   404   403   403   404
partnerships:case-return                   GET  405   405   405   405   405   405   405   405
partnerships:case-return                   POST login 404   403   403   404   302   302   404
partnerships:case-publish                  GET  405   405   405   405   405   405   405   405
partnerships:case-publish                  POST login 404   403   403   404   302   302   404
partnerships:case-withdraw                 GET  login 404   403   200   404   403   403   404
partnerships:case-withdraw                 POST login 404   403   422   404   403   403   404
partnerships:case-discard                  GET  login 404   200   200   404   403   403   404
partnerships:case-discard                  POST login 404   302   302   404   403   403   404
portal:cases                               GET   200   200   200   200   200   200   200   200
portal:cases                               POST  405   405   405   405   405   405   405   405
portal:case                                GET   200   200   200   200   200   200   200   200
portal:case                                POST  405   405   405   405   405   405   405   405
portal:case@submitted                      GET   404   404   404   404   404   404   404   404
portal:case@submitted                      POST  405   405   405   405   405   405   405   405

# The admin's own pages; its records have rules in ADMIN
admin:index                                GET   login 403   403   403   403   200   200   200
admin:index                                POST  login 403   403   403   403   200   200   200
admin:login                                GET   login 403   403   403   403   302   302   302
admin:login                                POST  login 403   403   403   403   302   302   302
admin:logout                               GET   login 403   403   403   403   302   302   302
admin:logout                               POST  login 403   403   403   403   302   302   302
admin:password_change                      GET   login 403   403   403   403   302   302   302
admin:password_change                      POST  login 403   403   403   403   302   302   302
admin:password_change_done                 GET   login 403   403   403   403   302   302   302
admin:password_change_done                 POST  login 403   403   403   403   302   302   302
admin:autocomplete                         GET   login 403   403   403   403   403   403   403
admin:autocomplete                         POST  login 403   403   403   403   405   405   405
admin:jsi18n                               GET   login 403   403   403   403   200   200   200
admin:jsi18n                               POST  login 403   403   403   403   405   405   405
admin:view_on_site                         GET   login 403   403   403   403   302   302   302
admin:view_on_site                         POST  login 403   403   403   403   302   302   302
admin:app_list                             GET   login 403   403   403   403   200   200   200
admin:app_list                             POST  login 403   403   403   403   200   200   200
admin:(?P<url>.*)$                         GET   login 403   403   403   403   404   404   404
admin:(?P<url>.*)$                         POST  login 403   403   403   403   404   404   404
"""


def _slug(world: World) -> dict[str, Any]:
    return {"slug": world.city.slug}


def _network(world: World) -> dict[str, Any]:
    return {"slug": world.network.slug}


def _of(report: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"reference": getattr(world, report).report.reference}


def _numbered(report: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {
        "reference": getattr(world, report).report.reference,
        "number": getattr(world, report).number,
    }


def _pk(thing: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pk": getattr(world, thing).pk}


def _with_pk(place: Callable[[World], dict[str, Any]], thing: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: place(world) | _pk(thing)(world)


def _method(world: World) -> dict[str, Any]:
    return {"label": world.method.label}


def _part(name: str, **more: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"reference": world.draft.report.reference, "pk": getattr(world, name).pk, **more}


def _link(name: str, **more: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"token": link_token(getattr(world, name)), **more}


def _plan(name: str, **more: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"code": getattr(world, name).plan.code, **more}


def _statement(world: World) -> dict[str, Any]:
    return {"pk": world.statement_note.statement_id}


def _served(name: str) -> Callable[[World], dict[str, Any]]:
    """A plan and the one target that it serves."""
    return lambda world: {
        "code": getattr(world, name).plan.code,
        "target": getattr(world, name).targets.get().code,
    }


def _together(name: str, thing: str = "") -> Callable[[World], dict[str, Any]]:
    """A partnership, and something of it."""

    def about(world: World) -> dict[str, Any]:
        place = {"reference": getattr(world, name).reference}
        return place | ({"pk": getattr(world, thing).pk} if thing else {})

    return about


def _owed(world: World) -> dict[str, Any]:
    return _together("partnership")(world) | {"pk": world.partnership.deliverables.get().pk}


def _section(world: World) -> dict[str, Any]:
    return {"reference": world.draft.report.reference, "section": "community"}


def _row(world: World) -> dict[str, Any]:
    return {"reference": world.draft.report.reference, "section": "operations", "row": "O.1.1"}


ABOUT: dict[str, Callable[[World], dict[str, Any]]] = {
    "admin:app_list": lambda world: {"app_label": "accounts"},
    "admin:view_on_site": lambda world: {
        "content_type_id": ContentType.objects.get_for_model(world.city).pk,
        "object_id": world.city.pk,
    },
    "account_confirm_email": lambda world: {"key": "made-up"},
    "account_reset_password_from_key": lambda world: {"uidb36": "1", "key": "made-up"},
    "accounts:government-members": _slug,
    "accounts:government-invite": _slug,
    "accounts:government-member-end": _with_pk(_slug, "colleague"),
    "accounts:government-invitation-withdraw": _with_pk(_slug, "invitation"),
    "accounts:government-invitation-resend": _with_pk(_slug, "invitation"),
    "accounts:network-members": _network,
    "accounts:network-invite": _network,
    "accounts:network-member-end": _with_pk(_network, "network_colleague"),
    "accounts:network-invitation-withdraw": _with_pk(_network, "network_invitation"),
    "accounts:network-invitation-resend": _with_pk(_network, "network_invitation"),
    "accounts:invitation": lambda world: {"token": world.token},
    "accounts:invitation@made-up": lambda world: {"token": "made-up"},
    "progress:method": _method,
    "progress:method-changes": _method,
    "progress:method-try": _method,
    "progress:method-adoption": _method,
    "progress:method-adopt": _method,
    "progress:method-drop": _method,
    "pledges:question": _pk("question"),
    "pledges:question-settle": _pk("answer"),
    "pledges:question-ask-again": _pk("answer"),
    "pledges:target-declare": _slug,
    "pledges:target-revise": lambda world: {"code": world.target.target.code},
    "pledges:proposal": _pk("proposal"),
    "pledges:proposal-confirm": _pk("proposal"),
    "pledges:proposal-refuse": _pk("proposal"),
    "inventories:public-figures": _network,
    "inventories:public-source": _with_pk(_network, "public_source"),
    "inventories:public-source-remove": _with_pk(_network, "public_source"),
    "inventories:public-names": _network,
    "inventories:public-name-remove": _with_pk(_network, "known"),
    "inventories:public-left-out": _with_pk(_network, "public_upload"),
    "inventories:report-begin": _slug,
    "inventories:history-upload": _slug,
    "inventories:history-template": _slug,
    "inventories:report-tasks": _of("draft"),
    "inventories:section-about": _of("draft"),
    "inventories:section-community": _of("draft"),
    "inventories:section-operations": _of("draft"),
    "inventories:section-indicators": _of("draft"),
    "inventories:section-evidence": _of("draft"),
    "inventories:section-unsaved": _section,
    "inventories:section-unsaved-discard": _section,
    "inventories:parts": _of("draft"),
    "inventories:part-ask": _of("draft"),
    "inventories:part": _part("asked_part"),
    "inventories:part@of-another-report": lambda world: {
        "reference": world.submitted.report.reference,
        "pk": world.asked_part.pk,
    },
    "inventories:part-take": _part("answered_part"),
    "inventories:part-again": _part("answered_part"),
    "inventories:part-withdraw": _part("asked_part"),
    "inventories:part-file": _part("answered_part", file_id="a1"),
    "inventories:answer": _link("asked_part"),
    "inventories:answer@made-up": lambda world: {"token": "made-up"},
    "inventories:answer@withdrawn": _link("withdrawn_part"),
    "inventories:answer@answered": _link("answered_part"),
    "inventories:answer-typed": _link("asked_part"),
    "inventories:answer-send": _link("asked_part"),
    "inventories:answer-file": _link("asked_part"),
    "inventories:answer-file-remove": _link("asked_part", file_id="a1"),
    "inventories:row": _row,
    "inventories:row-take-over": _row,
    "inventories:row-evidence": _row,
    "inventories:activity-add": _row,
    "inventories:activity-change": lambda world: _row(world) | {"position": 1},
    "inventories:activity-remove": lambda world: _row(world) | {"position": 1},
    "inventories:row-calculators": _row,
    "inventories:row-calculate": lambda world: _row(world) | {"calculator": "stationary-fuel"},
    "inventories:calculation": _pk("calculation"),
    "inventories:calculation-remove": _pk("calculation"),
    "inventories:report-upload": _of("draft"),
    "inventories:upload": _pk("upload"),
    "inventories:upload@public": _pk("public_upload"),
    "inventories:upload-answer": _pk("asking_upload"),
    "inventories:upload-ask-again": _pk("upload"),
    "inventories:upload-confirm": _pk("upload"),
    "inventories:upload-drop": _pk("upload"),
    "inventories:upload-drop@public": _pk("public_upload"),
    "inventories:upload-again": _pk("failed_upload"),
    "inventories:upload-undo": _pk("upload"),
    "inventories:upload-faults": _pk("faulty_upload"),
    "inventories:rows-template": _of("draft"),
    "inventories:evidence-status": _of("draft"),
    "inventories:evidence-file": _pk("evidence"),
    "inventories:evidence-remove": _pk("evidence"),
    "inventories:report-checks": _of("draft"),
    "inventories:report-submit": _of("draft"),
    "inventories:report-discard": _of("draft"),
    "inventories:report-shown-as": lambda world: _of("gpc")(world) | {"framework": "china_provincial"},
    "inventories:report-shown-as@draft": lambda world: (
        _of("gpc_draft")(world) | {"framework": "china_provincial"}
    ),
    "inventories:report-receipt": _of("submitted"),
    "inventories:report-read": _numbered("accepted"),
    "inventories:report-read@draft": _numbered("draft"),
    "inventories:report-downloads": _of("accepted"),
    "inventories:report-downloads@draft": _of("draft"),
    "inventories:report-download": lambda world: _of("accepted")(world) | {"code": "csv"},
    "inventories:report-download@draft": lambda world: _of("draft")(world) | {"code": "csv"},
    "inventories:version-downloads": _numbered("accepted"),
    "inventories:version-downloads@draft": _numbered("draft"),
    "inventories:version-download": lambda world: _numbered("accepted")(world) | {"code": "csv"},
    "inventories:version-download@draft": lambda world: _numbered("draft")(world) | {"code": "csv"},
    "inventories:report-correct": _of("accepted"),
    "inventories:review": _of("in_review"),
    "inventories:review@draft": _of("draft"),
    "inventories:review-take": _of("submitted"),
    "inventories:review-remark": _of("in_review"),
    "inventories:review-return": _of("in_review"),
    "inventories:review-accept": _of("in_review"),
    "inventories:review-accepted": _of("accepted"),
    "inventories:report-waivers": _of("in_review"),
    "inventories:report-waivers@draft": _of("draft"),
    "portal:partnership": _together("partnership"),
    "portal:partnership@proposed": _together("proposed_partnership"),
    "portal:partnership-file": _together("partnership", "partnership_file"),
    "portal:partnership-file@draft": _together("draft_partnership", "draft_file"),
    "portal:exchange": _pk("exchange"),
    "partnerships:cooperation": _slug,
    "partnerships:partnership-begin": _slug,
    "partnerships:partnership": _together("partnership"),
    "partnerships:partnership@draft": _together("draft_partnership"),
    "partnerships:partnership@proposed": _together("proposed_partnership"),
    **{
        f"partnerships:partnership-{page}": _together("draft_partnership")
        for page in ("edit", "contact", "propose", "discard", "document")
    },
    "partnerships:partnership-confirm": _together("proposed_partnership"),
    "partnerships:partnership-decline": _together("proposed_partnership"),
    "partnerships:partnership-end": _together("partnership"),
    "partnerships:partnership-deliver": _owed,
    "partnerships:partnership-file": _together("draft_partnership", "draft_file"),
    "partnerships:partnership-document-remove": _together("draft_partnership", "draft_file"),
    "partnerships:exchange-new": _together("partnership"),
    "partnerships:exchange": _together("partnership", "exchange"),
    "partnerships:exchange-remove": _together("partnership", "exchange"),
    "partnerships:interests": _slug,
    "partnerships:partners": _slug,
    "partnerships:needs": _network,
    "partnerships:needs-table": _network,
    "partnerships:cases": _slug,
    "partnerships:cases-to-review": _network,
    "partnerships:case-begin": _slug,
    "partnerships:case": lambda world: {"slug": world.case.slug},
    "partnerships:case@draft": lambda world: {"slug": world.draft_case.slug},
    **{
        f"partnerships:case-{deed}": lambda world: {"slug": world.draft_case.slug}
        for deed in ("edit", "submit", "discard")
    },
    "partnerships:case-return": lambda world: {"slug": world.submitted_case.slug},
    "partnerships:case-publish": lambda world: {"slug": world.submitted_case.slug},
    "partnerships:case-withdraw": lambda world: {"slug": world.case.slug},
    "portal:case": lambda world: {"slug": world.case.slug},
    "portal:case@submitted": lambda world: {"slug": world.submitted_case.slug},
    "plans:plans": _slug,
    "plans:plan-begin": _slug,
    "plans:plan": _plan("plan"),
    "portal:plan-desk": _plan("plan"),
    "portal:plan-desk@draft": _plan("draft_plan"),
    "portal:plan-desk@submitted": _plan("submitted_plan"),
    "plans:plan@draft": _plan("draft_plan"),
    "plans:plan@submitted": _plan("submitted_plan"),
    **{
        f"plans:plan-{page}": _plan("draft_plan")
        for page in ("about", "resilience", "document", "overlaps", "submit", "discard")
    },
    "plans:plan-file": _plan("plan"),
    "plans:plan-workbook": _plan("plan"),
    "plans:plan-workbook@draft": _plan("draft_plan"),
    **{f"plans:plan-{page}": _plan("draft_plan") for page in ("bring", "bring-confirm", "faults")},
    "plans:plan-return": _plan("submitted_plan"),
    "plans:plan-accept": _plan("submitted_plan"),
    "plans:plan-change": _plan("plan"),
    "plans:action": _plan("draft_plan", key="buses"),
    "plans:action@new": _plan("draft_plan", key="new"),
    "plans:action-remove": _plan("draft_plan", key="buses"),
    "plans:progress": _plan("plan", key="solar"),
    "portal:roadmaps": _slug,
    "portal:roadmap-new": _slug,
    "portal:roadmap-preview": _slug,
    "portal:roadmaps-compare": _slug,
    **{f"portal:roadmap{page}": _pk("roadmap") for page in ("", "-desk", "-publish", "-remove")},
    **{f"portal:roadmap{page}@public": _pk("public_roadmap") for page in ("", "-desk")},
    "plans:milestone-reached": lambda world: {
        "code": world.plan.plan.code,
        "key": "solar",
        "milestone": world.milestone.pk,
    },
    **{
        f"portal:verdict{deed}": lambda world: {"code": world.target.target.code}
        for deed in ("", "-reply", "-publish", "-appeal", "-decide", "-withdraw", "-appeal-decide")
    },
    "portal:network": _network,
    "portal:commitments": _network,
    "portal:commitments-table": _network,
    "portal:network-report": lambda world: {"slug": world.network.slug, "year": timezone.localdate().year},
    "portal:network-report@to-come": lambda world: {"slug": world.network.slug, "year": 2199},
    "portal:government": _slug,
    "portal:target": lambda world: {"code": world.target.target.code},
    "portal:target-record": lambda world: {"code": world.target.target.code},
    "plans:statements": _slug,
    "plans:statement": _statement,
    "plans:statement-note": _statement,
    "plans:statement-withdraw": lambda world: _statement(world) | {"note": world.statement_note.pk},
    "portal:plan": _plan("plan"),
    "portal:plan@draft": _plan("draft_plan"),
    "portal:plan@submitted": _plan("submitted_plan"),
    "portal:plan-version": _plan("plan", number=1),
    "portal:plan-version@submitted": _plan("submitted_plan", number=1),
    "portal:plan-file": _plan("plan", number=1),
    "portal:plan-file@submitted": _plan("submitted_plan", number=1),
    "portal:plan-gap": _served("plan"),
    "portal:plan-gap@submitted": _served("submitted_plan"),
    "portal:report": _of("accepted"),
    "portal:report@draft": _of("draft"),
    "portal:report-version": _numbered("accepted"),
    "portal:report-version@draft": _numbered("draft"),
    "portal:report-version@submitted": _numbered("submitted"),
    "portal:report-changes": _numbered("corrected"),
    "portal:report-changes@first": _numbered("accepted"),
    "portal:desk-changes": _numbered("corrected"),
    "portal:desk-changes@first": _numbered("accepted"),
    "portal:report-download": lambda world: {**_of("accepted")(world), "code": "json"},
    "portal:report-download@draft": lambda world: {**_of("draft")(world), "code": "json"},
    "portal:report-version-download": lambda world: {**_numbered("accepted")(world), "code": "json"},
    "portal:report-version-download@submitted": lambda world: {
        **_numbered("submitted")(world),
        "code": "json",
    },
    "api:network-governments": _network,
    "api:network-table": _network,
    "api:government": _slug,
    "api:report": _of("accepted"),
    "api:report@draft": _of("draft"),
    "api:report-version": _numbered("accepted"),
    "api:report-version@submitted": _numbered("submitted"),
    "portal:government-desk": _slug,
    "portal:network-desk": _network,
}

UNNAMED = {"admin:(?P<url>.*)$": "/en/admin/nothing-is-here/"}
"""Addresses that cannot be had by name."""

READ: set[str] = set()

ADMIN: dict[str, set[str]] = {
    "accounts.government": {"add", "change"},
    "accounts.invitation": READ,
    "accounts.mail": READ,
    "accounts.membership": READ,
    "accounts.network": {"add", "change"},
    "accounts.user": {"change"},
    "inventories.event": READ,
    "inventories.figure": READ,
    "inventories.knownas": READ,
    "inventories.referencefigure": READ,
    "inventories.referencesource": {"add", "change"},
    "inventories.partrequest": READ,
    "inventories.report": READ,
    "inventories.reportversion": READ,
    "inventories.unsaved": READ,
    "inventories.columnmatch": READ,
    "inventories.upload": READ,
    "pledges.assessmentrequest": READ,
    "partnerships.casestudy": READ,
    "partnerships.exchange": {"add", "change"},
    "partnerships.interest": READ,
    "partnerships.organisation": {"add", "change"},
    "partnerships.partnership": READ,
    "partnerships.reminder": READ,
    "plans.planversion": READ,
    "plans.progressentry": READ,
    "plans.roadmap": READ,
    "plans.statementuse": READ,
    "pledges.claim": READ,
    "pledges.declaration": {"add", "change"},
    "pledges.endorsement": {"add", "change"},
    "pledges.measure": {"add", "change"},
    "pledges.question": {"add", "change"},
    "pledges.statement": READ,
    "pledges.target": {"change"},
    "pledges.targetversion": READ,
    "progress.appeal": READ,
    "progress.assessment": READ,
    "progress.decision": READ,
    "progress.method": READ,
    "progress.reply": READ,
    "progress.trial": READ,
}
"""What an administrator may do to a record in the admin; every secretariat reads it, nobody else anything."""

OF_A_PLACE = set(ADMIN) - {
    "accounts.government",
    "accounts.network",
    "inventories.referencesource",
    "partnerships.exchange",
    "partnerships.organisation",
    "pledges.measure",
    "progress.method",
    "progress.trial",
}
"""Records that only the secretariat of the network, or of the government's own networks, finds."""

ADMIN_RECORDS: dict[str, Callable[[World], Any]] = {
    "accounts.user": lambda world: world.people["certifier"],
    "inventories.upload": lambda world: world.upload,
    "plans.planversion": lambda world: world.plan,
    "plans.roadmap": lambda world: world.public_roadmap,
    "partnerships.exchange": lambda world: Exchange.objects.get(kind="summit"),
}
"""The record that is asked for, where it is not the first."""

NOTHING_TO_FILL_IN = {"pledges.question"}
"""Records whose empty form is complete: to post it is to save it."""

ADMIN_OUTCOMES = {
    "secretariat": "login 403 403 403 403 200 200 200",
    "own secretariat": "login 403 403 403 403 200 200 302",
    "administrators, nothing to fill in": "login 403 403 403 403 403 302 403",
    "administrators": "login 403 403 403 403 403 200 403",
    "nobody": "login 403 403 403 403 403 403 403",
}

SENT: dict[str, dict[str, Any]] = {
    "partnerships:interests": {"language": "en", "water-learn": "on"},
    "partnerships:case-begin": {"claims-TOTAL_FORMS": "0", "claims-INITIAL_FORMS": "0"},
    "partnerships:case-edit": {"claims-TOTAL_FORMS": "0", "claims-INITIAL_FORMS": "0"},
    "partnerships:case-return": {"reason": "Why so?"},
}
