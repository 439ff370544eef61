"""Someone in front of a browser, who finds things by their role and their words."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, Response, expect

PASSWORD = "milepost-demonstration"


@dataclass
class Person:
    page: Page
    language: str = "en"

    def visit(self, path: str) -> Response:
        """Go to a path below the language's prefix."""
        answer = self.page.goto(f"/{self.language}/{path}")
        assert answer is not None
        return answer

    def sign_in(self, email: str) -> None:
        self.visit("accounts/login/")
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("main form button[type=submit]").first.click()
        expect(self.page.locator("header form[action*=logout], header a[href*=logout]").first).to_be_visible()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)
