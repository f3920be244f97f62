import Testing

@testable import TextAnalysis

@Suite struct LanguageTests {
    @Test(arguments: [
        (
            Language.english,
            "The company said on Monday that it will open a new data centre in the north of the country."
        ),
        (
            .german,
            "Das Unternehmen teilte am Montag mit, dass es im Norden des Landes ein neues Rechenzentrum bauen wird."
        ),
        (.french, "L’entreprise a annoncé lundi qu’elle ouvrira un nouveau centre de données dans le nord du pays."),
        (
            .spanish,
            "La empresa dijo el lunes que abrirá un nuevo centro de datos en el norte del país para sus clientes."
        ),
        (.italian, "La società ha detto lunedì che aprirà un nuovo centro dati nel nord del paese per i suoi clienti."),
        (
            .portuguese,
            "A empresa disse na segunda-feira que vai abrir um novo centro de dados no norte do país para os clientes."
        ),
        (
            .dutch,
            "Het bedrijf zei maandag dat het een nieuw datacenter in het noorden van het land zal openen voor zijn klanten."
        ),
        (
            .polish,
            "Firma poinformowała w poniedziałek, że otworzy nowe centrum danych na północy kraju, które będzie dla klientów."
        ),
        (
            .turkish,
            "Şirket pazartesi günü ülkenin kuzeyinde yeni bir veri merkezi açacağını ve bunun için çok para harcayacağını söyledi."
        ),
        (
            .swedish,
            "Företaget sade på måndagen att det ska öppna ett nytt datacenter i norra delen av landet och att det är stort."
        ),
        (
            .danish,
            "Virksomheden sagde mandag, at den vil åbne et nyt datacenter i den nordlige del af landet, og det bliver stort."
        ),
        (
            .norwegian,
            "Selskapet sa mandag at det skal åpne et nytt datasenter nord i landet etter at det ble klart for mye av kraften."
        ),
        (
            .indonesian,
            "Perusahaan itu mengatakan pada hari Senin bahwa mereka akan membuka pusat data baru di utara untuk pelanggan."
        ),
        (
            .romanian,
            "Compania a spus luni că va deschide un nou centru de date în nordul țării și că este pentru clienți."
        ),
        (
            .czech,
            "Firma v pondělí uvedla, že otevře nové datové centrum na severu země a že to bude pro zákazníky, kteří je chtějí."
        ),
        (
            .hungarian,
            "A cég hétfőn azt mondta, hogy új adatközpontot nyit az ország északi részén, és ez csak egy a több közül."
        ),
        (
            .finnish,
            "Yhtiö kertoi maanantaina, että se avaa uuden datakeskuksen maan pohjoisosassa ja että se on myös suuri."
        ),
        (
            .vietnamese,
            "Công ty cho biết hôm thứ Hai rằng họ sẽ mở một trung tâm dữ liệu mới ở miền bắc của đất nước trong năm nay."
        ),
        (.russian, "Компания сообщила в понедельник, что откроет новый центр данных на севере страны."),
        (.ukrainian, "Компанія повідомила в понеділок, що відкриє новий центр обробки даних на півночі країни."),
        (.greek, "Η εταιρεία ανακοίνωσε τη Δευτέρα ότι θα ανοίξει ένα νέο κέντρο δεδομένων στον βορρά."),
        (.chinese, "该公司周一表示，将在该国北部开设一个新的数据中心。"),
        (.japanese, "同社は月曜日、国の北部に新しいデータセンターを開設すると発表した。"),
        (.korean, "회사는 월요일에 북부 지역에 새로운 데이터 센터를 열 것이라고 밝혔다."),
        (.arabic, "قالت الشركة يوم الاثنين إنها ستفتح مركز بيانات جديدا في شمال البلاد."),
        (.hebrew, "החברה הודיעה ביום שני כי תפתח מרכז נתונים חדש בצפון המדינה."),
        (.hindi, "कंपनी ने सोमवार को कहा कि वह देश के उत्तर में एक नया डेटा सेंटर खोलेगी।"),
        (.thai, "บริษัทกล่าวเมื่อวันจันทร์ว่าจะเปิดศูนย์ข้อมูลแห่งใหม่ทางตอนเหนือของประเทศ"),
    ])
    func `A sentence tells its language`(_ language: Language, _ text: String) {
        let guess = LanguageIdentifier.guess(for: text)
        #expect(guess.language == language)
        #expect((0...1).contains(guess.confidence))
    }

    @Test(arguments: [
        "", "Revenue", "Nvidia soars", "MISTRAL AI RAISES €1.7BN", "Gemini 3.1 Pro | 91.8 | 72.4 | 50/100",
        "Banque de la Réunion, Crédit Agricole de la Loire, Banco do Brasil",
        "José Muñoz, François Chollet, Jürgen Schmidhuber, Łukasz Kaiser, Çağlar Gülçehre",
        "Das Erste, Die Zeit, Der Spiegel, La Repubblica, Le Monde, El País",
        "META 5.1 % GOOGL 2.3 % AMZN 1.2 % MSFT 0.4 %",
        "Alibaba (阿里巴巴) and Baidu (百度) lead",
    ])
    func `What cannot be told is not called foreign`(_ text: String) {
        #expect(!LanguageIdentifier.guess(for: text).isForeign)
    }

    @Test(arguments: [
        """
        Deutsche Telekom, Banco Santander and Société Générale have put €200m into Aleph Alpha, the Heidelberg firm that \
        Jonas Andrulis founded, Der Spiegel and Le Monde reported.
        """,
        """
        The chairman of Telecom Italia, Salvatore Rossi, and the head of the Universidade de São Paulo signed the deal in \
        Rio de Janeiro with Empresa Brasileira de Pesquisa.
        """,
        "“C’est la vie,” said François Dubois of La Banque Postale when he was asked about the price.",
        "THE CHIEF EXECUTIVE OF META SAYS THAT IT WILL SPEND MORE ON DATA CENTRES THIS YEAR",
        "Moonshot AI (月之暗面), the maker of Kimi, has raised $500m from Alibaba and Tencent, the firm said.",
    ])
    func `English full of foreign names is English`(_ text: String) {
        #expect(LanguageIdentifier.guess(for: text).language == .english)
    }

    @Test func `A foreign paragraph stands out in an English article`() {
        let document = Document(
            """
            The company said that it will open a new office in Berlin this year.

            Das Unternehmen teilte mit, dass es in diesem Jahr ein neues Büro in der Stadt eröffnen wird.

            It is the first of its kind in the country.
            """)
        let guesses = document.sentences.map { LanguageIdentifier.guess(for: $0.tokens, of: document).language }
        #expect(guesses == [.english, .german, .english])
        #expect(LanguageIdentifier.guess(for: document.text).language == .english)
    }
}
