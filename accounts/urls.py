from django.urls import URLPattern, path

from accounts.views import account, invitations, members

app_name = "accounts"


def place_urls(kind: str, load: members.Load) -> list[URLPattern]:
    """The members' pages of a government or of a network: the same views, loading another thing."""
    base = f"desk/{kind}s/<slug:slug>"
    return [
        path(f"{base}/members/", load(members.members), name=f"{kind}-members"),
        path(f"{base}/members/invite/", load(members.invite), name=f"{kind}-invite"),
        path(f"{base}/members/<int:pk>/end/", load(members.member_end), name=f"{kind}-member-end"),
        path(
            f"{base}/invitations/<int:pk>/withdraw/",
            load(members.invitation_withdraw),
            name=f"{kind}-invitation-withdraw",
        ),
        path(
            f"{base}/invitations/<int:pk>/resend/",
            load(members.invitation_resend),
            name=f"{kind}-invitation-resend",
        ),
    ]


urlpatterns = [
    *place_urls("government", members.load_government),
    *place_urls("network", members.load_network),
    path("account/", account.account, name="account"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
]
