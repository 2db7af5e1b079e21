"""One open page: its phones by person, what it loaded, and what went wrong in it."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page

PATIENCE_MS = 10_000
REMOTE = "Failed to load resource"


@dataclass
class Looking:
    """`hosts` are those the page asked anything of; `errors` are uncaught or on the console."""

    page: Page
    context: BrowserContext
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def phone(self, user_id: str) -> Locator:
        """That person's phone, once it has been filled."""
        phone = self.page.locator(f"section[data-user-id='{user_id}'][data-ready]")
        phone.wait_for(state="attached")
        return phone

    def type_and_send(self, user_id: str, text: str) -> None:
        """Types a text as the person and presses the send button."""
        phone = self.phone(user_id)
        phone.get_by_label("ข้อความ", exact=True).fill(text)
        phone.get_by_role("button", name="ส่ง", exact=True).click()

    def tab(self, user_id: str) -> Locator:
        """That person's name in the switcher."""
        return self.page.locator(f"[data-tab='{user_id}']")

    def overflow(self) -> int:
        """By how many pixels the document is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return width

    def close(self) -> None:
        """Leaves the page."""
        self.context.close()


def look_at(
    browser: Browser, url: str, *, width: int = 1280, height: int = 860, touch: bool = False
) -> Looking:
    """Opens the simulator's page in a window of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=touch,
        timezone_id="Asia/Bangkok",
        locale="th-TH",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    looking = Looking(page, context)
    page.on("request", lambda request: looking.hosts.add(urlsplit(request.url).hostname or ""))
    page.on("pageerror", lambda error: looking.errors.append(str(error)))
    page.on(
        "console",
        lambda said: (
            looking.errors.append(said.text)
            if said.type == "error" and REMOTE not in said.text
            else None
        ),
    )
    page.goto(url)
    return looking
